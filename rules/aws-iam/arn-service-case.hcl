rule "aws-iam/arn-service-case" {
  severity = "error"
  summary  = "The service of an ARN is not in lower case"
  why      = "ARNs are compared with case: it matches no resource."
  fix      = "Write the service in lower case."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-service-case"
  aliases  = ["INVALID_ARN_SERVICE_CASE"]

  each "statement" {
    finding = [for a in self.arns : a if lower(a.service) != a.service && !strcontains("${a.partition}${a.service}", "$${")]
    message = "the service is written \"${it.service}\"; it must be \"${lower(it.service)}\""
  }

  example "as in the name of the product" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:DynamoDB:eu-west-1:111122223333:table/cce"
        }
      }
    JSON
  }

  example "the resource has its own case" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/CCE"
        }
      }
    JSON
  }
}
