rule "aws-iam/redundant-action" {
  severity = "info"
  summary  = "An action stands in a list that comprises it already"
  why      = "A wildcard of the same list names the action too. Taking the entry out changes nothing; who reads the list, or takes the wildcard out, may think otherwise."
  fix      = "Take the entry out, or the wildcard if it was not meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-action"
  aliases  = ["REDUNDANT_ACTION"]
  check    = "covered-entry"

  param "element" {
    default = "Action"
    summary = "element whose lists are looked at"
  }

  example "a wildcard comprises it" {
    expect = "finding"
    place  = "5:41"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["iam:Get*", "iam:List*", "iam:GetCredentialReport"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "in other letters" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", "EC2:createvpc"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "of a list of exceptions" {
    expect = "finding"
    place  = "6:30"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Deny",
            "NotAction": ["iam:*", "iam:GetUser"],
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "each names something of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["iam:Get*", "iam:List*", "iam:*CredentialReport"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "another statement is another thing" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "iam:Get*",
            "Resource": "arn:aws:iam::111122223333:user/a"
          },
          {
            "Effect": "Allow",
            "Action": "iam:GetUser",
            "Resource": "*"
          }
        ]
      }
    JSON
  }
}
