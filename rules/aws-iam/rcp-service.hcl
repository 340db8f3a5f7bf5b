rule "aws-iam/rcp-service" {
  severity = "error"
  summary  = "A resource control policy names an action that it cannot bind"
  why      = "Resource control policies apply to some services only; for actions of others the statement does nothing."
  fix      = "Use a service control policy for this action."
  source   = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html"
  aliases  = ["RCP_SYNTAX_ERROR_ACTION"]
  applies  = { kind = ["rcp"] }
  check    = "rcp-service"

  example "not among them" {
    expect = "finding"
    place  = "6:24"
    kind   = "rcp"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Principal": "*",
          "Action": ["s3:*", "ec2:DeleteVpc"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "among them" {
    expect = "none"
    kind   = "rcp"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Principal": "*",
          "Action": ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "everything" {
    expect = "none"
    kind   = "rcp"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Principal": "*",
          "Action": "*",
          "Resource": "*"
        }
      }
    JSON
  }

  example "in another policy" {
    expect = "none"
    kind   = "scp"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
