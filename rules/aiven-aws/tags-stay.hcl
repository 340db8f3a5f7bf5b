rule "aiven-aws/tags-stay" {
  severity = "info"
  summary  = "Tags of a resource can be set when it is made, and not removed"
  why      = "The policy lists the resource types whose tags may be removed, and leaves out one that it lets Aiven make with tags. Taking a tag away from the infrastructure tags, and applying the template again, fails there."
  fix      = "Add the type to the resources of ec2:DeleteTags."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"] }
  check    = "tags-stay"

  example "endpoints are left out" {
    expect  = "finding"
    place   = "7:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:CreateVpcEndpoint", "ec2:CreateVpc"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"ec2:CreateAction": ["CreateVpcEndpoint", "CreateVpc"]}}},
          {"Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": "arn:aws:ec2:*:*:vpc/*"}
        ]
      }
    JSON
  }

  example "all types" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"ec2:CreateAction": "CreateVpc"}}},
          {"Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": "arn:aws:ec2:*:*:vpc/*"}
        ]
      }
    JSON
  }
}
