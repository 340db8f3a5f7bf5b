rule "aws-iam/wildcard-in-arn-service" {
  severity = "info"
  summary  = "A wildcard stands in the service of an ARN"
  why      = "The ARN may match resources of services that nobody thought of."
  fix      = "Write an ARN for each service."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-wildcard-in-service-name"
  aliases  = ["WILDCARD_IN_SERVICE_NAME"]

  each "statement" {
    finding = [for a in self.arns : a if is_glob(a.service) && !strcontains("${a.partition}${a.service}", "$${")]
    message = "the service \"${it.service}\" is a wildcard"
  }

  example "a prefix" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dyn*:eu-west-1:111122223333:table/cce"
        }
      }
    JSON
  }

  example "wildcards elsewhere" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:*:dynamodb:*:*:table/cce*"
        }
      }
    JSON
  }
}
