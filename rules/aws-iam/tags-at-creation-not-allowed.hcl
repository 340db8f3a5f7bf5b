rule "aws-iam/tags-at-creation-not-allowed" {
  severity = "warning"
  summary  = "A resource can be made only with tags, and nobody may set them"
  why      = "A call that makes a resource with tags is checked once more, as ec2:CreateTags on the new resource. The policy lets the resource be made only with tags, but does not allow that check, so the call is refused with tags and without."
  fix      = "Add the action to the values of ec2:CreateAction where ec2:CreateTags is allowed."
  source   = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html"
  applies  = { kind = ["identity"] }
  check    = "tags-at-creation"

  example "left out of the list" {
    expect = "finding"
    place  = "8:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["ec2:CreateVpc", "ec2:CreateInternetGateway"],
            "Resource": "*",
            "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
          },
          {
            "Effect": "Allow",
            "Action": "ec2:CreateTags",
            "Resource": "*",
            "Condition": {"StringEquals": {"ec2:CreateAction": "CreateVpc"}}
          }
        ]
      }
    JSON
  }

  example "in the list" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["ec2:CreateVpc", "ec2:CreateInternetGateway"],
            "Resource": "*",
            "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
          },
          {
            "Effect": "Allow",
            "Action": "ec2:CreateTags",
            "Resource": "*",
            "Condition": {"StringEquals": {"ec2:CreateAction": ["CreateVpc", "CreateInternetGateway"]}}
          }
        ]
      }
    JSON
  }
}
