rule "aws-iam/unknown-arn-service" {
  severity = "error"
  summary  = "An ARN names a service that does not exist"
  why      = "It matches no resource: an Allow gives nothing, a Deny guards nothing."
  fix      = "Correct the service of the ARN."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service"
  aliases  = ["INVALID_SERVICE"]
  check    = "arn-service"

  param "near" {
    default = true
    summary = "names for which one with a similar spelling is known"
  }

  example "letters in the wrong order" {
    expect = "finding"
    place  = "6:17"
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

  example "what NotResource excepts" {
    expect = "finding"
    place  = "6:21"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "iam:*",
          "NotResource": ["arn:aws:imm::*:role/admin"]
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
          "Action": ["dynamodb:GetItem", "servicecatalog:DescribeProduct"],
          "Resource": ["arn:aws:dynamodb:*:*:table/cce", "arn:aws:catalog:*:*:product/prod-1"]
        }
      }
    JSON
  }

  example "a wildcard has a rule of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamo*:*:*:table/cce"
        }
      }
    JSON
  }

  example "filled in by a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:$${partition}:$${service}:*:*:table/cce"
        }
      }
    JSON
  }
}
