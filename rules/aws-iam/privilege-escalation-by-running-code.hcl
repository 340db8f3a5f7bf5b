rule "aws-iam/privilege-escalation-by-running-code" {
  severity = "info"
  summary  = "A policy lets its holder run code with the role of something that runs already"
  why      = "Who may change the code of a function, or open a shell on an instance, has the rights of the role that it runs with. Many policies for operation give this on purpose; on every resource of the account it reaches the one with the most rights."
  fix      = "Name the resources that are meant, or limit them by a tag."
  source   = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation-part-2"
  tags     = ["security"]
  applies  = { kind = ["identity"] }
  check    = "escalation"

  # Each way as published; `source` says where.
  param "paths" {
    default = [
      {
        says = "run its code with the role of what runs already"
        ways = [
          { steps = ["lambda:UpdateFunctionCode"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["lambda:UpdateFunctionConfiguration"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation-part-2" },
          { steps = ["glue:UpdateDevEndpoint"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["sagemaker:CreatePresignedNotebookInstanceUrl"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation-part-2" },
          { steps = ["ssm:SendCommand", { action = "ssm:SendCommand", on = "arn:*:ssm:*:*:document/AWS-RunShellScript" }], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["ssm:StartSession"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["ec2-instance-connect:SendSSHPublicKey"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { one = "instance", steps = ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["cloudformation:UpdateStack"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["codebuild:StartBuild"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["codebuild:StartBuildBatch"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["ecs:ExecuteCommand"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { steps = ["apprunner:UpdateService"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
        ]
      },
    ]
    summary = "actions that run code where a role is in use"
  }

  param "requests" {
    default = {
      "lambda:UpdateFunctionCode"                    = { on = "arn:*:lambda:*:*:function:administration" }
      "lambda:UpdateFunctionConfiguration" = {
        on   = "arn:*:lambda:*:*:function:administration"
        when = { "ForAnyValue:StringEquals" = { "lambda:Layer" = ["arn:*:lambda:us-east-1:999988887777:layer:code:1"] } }
      }
      "glue:UpdateDevEndpoint"                       = { on = "arn:*:glue:*:*:devEndpoint/administration" }
      "sagemaker:CreatePresignedNotebookInstanceUrl" = { on = "arn:*:sagemaker:*:*:notebook-instance/administration" }
      "ssm:SendCommand"                              = { on = "arn:*:ec2:*:*:instance/i-0a1b2c3d4e5f60718" }
      "ssm:StartSession"                             = { on = "arn:*:ec2:*:*:instance/i-0a1b2c3d4e5f60718" }
      "ec2-instance-connect:SendSSHPublicKey"        = { on = "arn:*:ec2:*:*:instance/i-0a1b2c3d4e5f60718" }
      "cloudformation:UpdateStack" = {
        on   = "arn:*:cloudformation:*:*:stack/administration/0a1b2c3d"
        when = { Null = { "cloudformation:TemplateUrl" = "true" } }
      }
      "cloudformation:CreateChangeSet" = {
        on   = "arn:*:cloudformation:*:*:stack/administration/0a1b2c3d"
        when = { Null = { "cloudformation:TemplateUrl" = "true" } }
      }
      "cloudformation:ExecuteChangeSet"              = { on = "arn:*:cloudformation:*:*:stack/administration/0a1b2c3d" }
      "codebuild:StartBuild"                         = { on = "arn:*:codebuild:*:*:project/administration" }
      "codebuild:StartBuildBatch"                    = { on = "arn:*:codebuild:*:*:project/administration" }
      "ecs:ExecuteCommand"                           = { on = "arn:*:ecs:*:*:task/administration/0a1b2c3d" }
      "apprunner:UpdateService"                      = { on = "arn:*:apprunner:*:*:service/administration/0a1b2c3d" }
    }
    summary = "which requests of an action count: on a resource that nobody chose"
  }

  param "every_type" {
    default = ["ec2"]
    summary = "services that check each required resource type in every call"
  }

  example "the code of any function" {
    expect = "finding"
    place  = "5:31"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["lambda:Get*", "lambda:UpdateFunctionCode"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "a shell on any instance" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ssm:StartSession",
          "Resource": "*"
        }
      }
    JSON
  }

  example "a command of one's own" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ssm:SendCommand",
          "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:document/AWS-*"]
        }
      }
    JSON
  }

  example "one command, written by others" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ssm:SendCommand",
          "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:document/AWSEC2-CreateVssSnapshot"]
        }
      }
    JSON
  }

  example "layers of the account only" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "lambda:UpdateFunctionConfiguration",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLike": {"lambda:Layer": "arn:aws:lambda:*:111122223333:layer:*"}}
        }
      }
    JSON
  }

  example "functions of a name" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "lambda:UpdateFunctionCode",
          "Resource": "arn:aws:lambda:*:*:function:web-*"
        }
      }
    JSON
  }

  example "instances with a tag" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ssm:StartSession",
          "Resource": "*",
          "Condition": {"StringEquals": {"ssm:resourceTag/Team": "web"}}
        }
      }
    JSON
  }

  example "only for services" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "lambda:UpdateFunctionCode",
          "Resource": "*",
          "Condition": {"Bool": {"aws:ViaAWSService": "true"}}
        }
      }
    JSON
  }
}
