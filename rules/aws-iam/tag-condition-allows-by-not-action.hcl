rule "aws-iam/tag-condition-allows-by-not-action" {
  severity = "info"
  summary  = "An Allow with NotAction rests on tags of resources, which many actions do not know"
  why      = "NotAction stands for all other actions, of services to come too. Those that do not know the tags of their resource are not allowed: the condition is false there."
  fix      = "List the actions in Action."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-allow-notaction-with-unsupported-tag-condition-key-for-service"
  aliases  = ["ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"]

  each "condition" {
    where   = self.effect == "Allow" && self.known && self.needs_key && self.statement.not_action != null
    finding = startswith(self.lower_key, "aws:resourcetag/")
    message = "NotAction with a condition on ${self.key}: actions that do not know the tags of their resource are not allowed"
  }

  example "all but a few actions" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "NotAction": "iam:*",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Stage": "test"}}
        }
      }
    JSON
  }

  example "a list of actions" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:StopInstances",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Stage": "test"}}
        }
      }
    JSON
  }
}
