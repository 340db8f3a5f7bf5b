rule "aws-iam/unlisted-variable" {
  severity = "warning"
  summary  = "A policy variable names a key that the reference does not have"
  why      = "When no request has the key, a Resource with the variable matches nothing, and neither does a value of a condition."
  fix      = "Check the spelling; IAM knows variables for keys with one value only."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"
  check    = "variable-key"

  param "near" {
    default = false
    summary = "names for which none with a similar spelling is known"
  }

  example "there is no such key" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:*:*:table/cce-$${aws:AccountId}"
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
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce/$${aws:usrname}/*"
        }
      }
    JSON
  }

  example "of AWS IoT" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iot:Connect",
          "Resource": "arn:aws:iot:*:*:client/$${iot:Connection.Thing.ThingName}"
        }
      }
    JSON
  }

  example "a placeholder of some template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-$${self:custom.stage}/*"
        }
      }
    JSON
  }

  example "filled in by Terraform" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::$${var.bucket}/*"
        }
      }
    JSON
  }
}
