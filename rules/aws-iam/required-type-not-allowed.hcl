rule "aws-iam/required-type-not-allowed" {
  severity = "info"
  summary  = "A call needs a resource type that no statement of the policy allows"
  why      = "One call is several checks, one for each resource type that it needs, and all of them must be allowed. Where no other policy allows the rest, the call is refused."
  fix      = "Add ARNs of that type to Resource, unless another policy allows the action on it."
  source   = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html"
  applies  = { kind = ["identity"] }
  check    = "required-type"

  param "every_type" {
    default = ["ec2"]
    summary = "services that check each required resource type in every call"
  }

  example "a subnet goes into a VPC" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateSubnet",
          "Resource": "arn:aws:ec2:*:*:subnet/*"
        }
      }
    JSON
  }

  example "both" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateSubnet",
          "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:vpc/*"]
        }
      }
    JSON
  }
}
