rule "aws-iam/unlisted-service" {
  severity = "warning"
  summary  = "An action names a service that the reference does not have"
  why      = "AWS has retired it, or added it after the day of the reference; or it is a mistake, and the entry does nothing."
  fix      = "Check the spelling; take the entry out when the service is gone."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service-in-action"
  check    = "action-service"

  param "near" {
    default = false
    summary = "names for which none with a similar spelling is known"
  }

  example "not like any service" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", "someservice:DoThis"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "a name that people use" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "elb:DescribeLoadBalancers",
          "Resource": "*"
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
          "Action": "ec:CreateVpc",
          "Resource": "*"
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
          "Action": ["elasticloadbalancing:DescribeLoadBalancers", "logs:PutLogEvents"],
          "Resource": "*"
        }
      }
    JSON
  }
}
