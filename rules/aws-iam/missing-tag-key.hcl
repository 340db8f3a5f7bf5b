rule "aws-iam/missing-tag-key" {
  severity = "error"
  summary  = "A condition on a tag does not say which tag"
  why      = "There is no key of this name: the condition is compared with nothing. A StringLike never holds, a StringNotLike always does."
  fix      = "Write the name of the tag behind a slash: aws:RequestTag/Name."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-tag-key-in-condition"
  aliases  = ["MISSING_TAG_KEY_IN_CONDITION"]

  each "condition" {
    where   = endswith(trimsuffix(self.lower_key, "/"), "tag")
    finding = can(regex("^[^:/]+:(requesttag|resourcetag|principaltag)/?$", self.lower_key))
    message = "${self.key} does not say which tag; write ${trimsuffix(self.key, "/")}/ and its name"
  }

  example "no name" {
    expect = "finding"
    place  = "7:34"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:RequestTag": "cce-*"}}
        }
      }
    JSON
  }

  example "nothing behind the slash" {
    expect = "finding"
    place  = "7:37"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotLike": {"ec2:ResourceTag/": "cce-*"}}
        }
      }
    JSON
  }

  example "a tag named tag" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:RequestTag/tag": "cce-*"}}
        }
      }
    JSON
  }
}
