rule "aws-iam/tag-condition-allows-nothing" {
  severity = "info"
  summary  = "An Allow rests on tags of resources, which some of its actions do not know"
  why      = "Not every action knows the tags of the resource it is about. Where aws:ResourceTag is not in the request, the condition is false and the statement allows nothing."
  fix      = "Move these actions to a statement of their own, and name the resources in Resource."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-allow-with-unsupported-tag-condition-key-for-service"
  aliases  = ["ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"]
  check    = "tag-without-action"

  param "effect" {
    default = "Allow"
    summary = "effect of the statements"
  }

  example "a list is about no resource" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DescribeInstances", "ec2:StopInstances"],
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Stage": "test"}}
        }
      }
    JSON
  }

  example "no action of the service knows tags" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:*", "sdb:*"],
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Stage": "test"}}
        }
      }
    JSON
  }

  example "an instance has tags" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:*", "ec2:StopInstances"],
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Stage": "test"}}
        }
      }
    JSON
  }
}
