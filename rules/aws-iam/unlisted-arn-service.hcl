rule "aws-iam/unlisted-arn-service" {
  severity = "warning"
  summary  = "An ARN names a service that the reference does not have"
  why      = "AWS has retired it, or added it after the day of the reference; or it is a mistake, and the ARN matches no resource."
  fix      = "Check the spelling; take the ARN out when the service is gone."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service"
  check    = "arn-service"

  param "near" {
    default = false
    summary = "names for which none with a similar spelling is known"
  }

  example "not like any service" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "*",
          "Resource": "arn:aws:someservice:*:*:thing/cce"
        }
      }
    JSON
  }

  example "like another one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamobd:*:*:table/cce"
        }
      }
    JSON
  }

  example "known" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:*:*:table/cce"
        }
      }
    JSON
  }
}
