rule "aws-iam/privilege-escalation-by-pass-role" {
  severity = "warning"
  summary  = "A policy lets its holder run code with a role of more rights"
  why      = "Who may pass any role to a service, and start something there that runs its own code, has the rights of every role that trusts the service. What the policy leaves open after its Denies, resources and conditions is judged, each step with a request that shows it."
  fix      = "Name the roles that may be passed in Resource, and the service in a condition on iam:PassedToService."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
  tags     = ["security"]
  applies  = { kind = ["identity"] }
  check    = "escalation"

  # Each way as published; `source` says where.
  param "paths" {
    default = [
      {
        says = "pass any role to a service that runs its code"
        ways = [
          { passes = "ec2.amazonaws.com", steps = ["ec2:RunInstances"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { passes = "ec2.amazonaws.com", steps = ["ec2:RequestSpotInstances"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "ec2.amazonaws.com", steps = ["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "lambda.amazonaws.com", one = "function", steps = ["lambda:CreateFunction", "lambda:InvokeFunction"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { passes = "lambda.amazonaws.com", one = "function", steps = ["lambda:CreateFunction", "lambda:AddPermission"], source = "https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation" },
          { passes = "lambda.amazonaws.com", steps = ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { passes = "cloudformation.amazonaws.com", steps = ["cloudformation:CreateStack"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { passes = "cloudformation.amazonaws.com", steps = ["cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "glue.amazonaws.com", steps = ["glue:CreateDevEndpoint"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { passes = "glue.amazonaws.com", one = "job", steps = ["glue:CreateJob", "glue:StartJobRun"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "glue.amazonaws.com", steps = ["glue:CreateJob", "glue:CreateTrigger"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "glue.amazonaws.com", one = "job", steps = ["glue:UpdateJob", "glue:StartJobRun"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "datapipeline.amazonaws.com", one = "pipeline", steps = ["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "sagemaker.amazonaws.com", one = "notebook-instance", steps = ["sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation-part-2" },
          { passes = "sagemaker.amazonaws.com", steps = ["sagemaker:CreateTrainingJob"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "sagemaker.amazonaws.com", steps = ["sagemaker:CreateProcessingJob"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "codebuild.amazonaws.com", one = "project", steps = ["codebuild:CreateProject", "codebuild:StartBuild"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "codebuild.amazonaws.com", one = "project", steps = ["codebuild:CreateProject", "codebuild:StartBuildBatch"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "ecs-tasks.amazonaws.com", steps = ["ecs:RunTask"], source = "https://github.com/DataDog/pathfinding.cloud/blob/main/data/paths/aws/ecs/ecs-008.yaml" },
          { passes = "ecs-tasks.amazonaws.com", one = "task-definition", steps = ["ecs:RegisterTaskDefinition", "ecs:RunTask"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "ecs-tasks.amazonaws.com", one = "task-definition", steps = ["ecs:RegisterTaskDefinition", "ecs:StartTask"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "ecs-tasks.amazonaws.com", steps = ["ecs:RegisterTaskDefinition", "ecs:CreateService"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "tasks.apprunner.amazonaws.com", steps = ["apprunner:CreateService"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { passes = "ssm.amazonaws.com", steps = ["ssm:CreateDocument", "ssm:StartAutomationExecution"], source = "https://github.com/DataDog/pathfinding.cloud/blob/main/data/paths/aws/ssm/ssm-003.yaml" },
          { passes = "batch.amazonaws.com", one = "job-definition", steps = ["batch:RegisterJobDefinition", "batch:SubmitJob"], source = "https://github.com/DataDog/pathfinding.cloud/blob/main/data/paths/aws/batch/batch-001.yaml" },
          { passes = "emr-serverless.amazonaws.com", steps = ["emr-serverless:CreateApplication", "emr-serverless:StartJobRun"], source = "https://github.com/DataDog/pathfinding.cloud/blob/main/data/paths/aws/emrserverless/emrserverless-001.yaml" },
          { passes = "bedrock-agentcore.amazonaws.com", steps = ["bedrock-agentcore:CreateCodeInterpreter", "bedrock-agentcore:InvokeCodeInterpreter"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
        ]
      },
    ]
    summary = "services that run code with a role, and what starts it there"
  }

  param "requests" {
    default = {
      "iam:PassRole"               = { on = ["arn:*:iam::*:role/Administrator", "arn:*:iam::*:role/Deployment"] }
      "ec2:RunInstances"           = { when = { ArnLikeIfExists = { "ec2:InstanceProfile" = "arn:*:iam::*:instance-profile/Administrator" } } }
      "cloudformation:CreateStack" = { when = { Null = { "cloudformation:TemplateUrl" = "true" } } }
    }
    summary = "which requests of an action count: on a role that nobody chose"
  }

  param "every_type" {
    default = ["ec2"]
    summary = "services that check each required resource type in every call"
  }

  example "any role for an instance" {
    expect = "finding"
    place  = "5:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:RunInstances", "iam:PassRole"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "any role but those of administrators" {
    expect = "finding"
    place  = "6:38"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["ec2:RunInstances", "iam:PassRole"],
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::*:role/Admin*"
          }
        ]
      }
    JSON
  }

  example "another role for a task that is there" {
    expect = "finding"
    place  = "5:31"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ecs:RunTask", "iam:PassRole"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "a document that runs a script" {
    expect = "finding"
    place  = "5:62"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ssm:CreateDocument", "ssm:StartAutomation*", "iam:PassRole"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "to the one service that matters" {
    expect = "finding"
    place  = "11:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["lambda:CreateFunction", "lambda:InvokeFunction"],
            "Resource": "*"
          },
          {
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "*",
            "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}
          }
        ]
      }
    JSON
  }

  example "to another service" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["lambda:CreateFunction", "lambda:InvokeFunction"],
            "Resource": "*"
          },
          {
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "*",
            "Condition": {"StringEquals": {"iam:PassedToService": "rds.amazonaws.com"}}
          }
        ]
      }
    JSON
  }

  example "roles of a name" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "ec2:RunInstances",
            "Resource": "*"
          },
          {
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::111122223333:role/web-*"
          }
        ]
      }
    JSON
  }

  example "instances with one profile" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["ec2:RunInstances", "iam:PassRole"],
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": "ec2:RunInstances",
            "Resource": "arn:aws:ec2:*:*:instance/*",
            "Condition": {"ArnNotEquals": {"ec2:InstanceProfile": "arn:aws:iam::111122223333:instance-profile/web"}}
          }
        ]
      }
    JSON
  }

  example "instances of no network" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "ec2:RunInstances",
            "Resource": "arn:aws:ec2:*:*:instance/*"
          },
          {
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "one function is made, another one called" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "lambda:CreateFunction",
            "Resource": "arn:aws:lambda:*:*:function:a-*"
          },
          {
            "Effect": "Allow",
            "Action": "lambda:InvokeFunction",
            "Resource": "arn:aws:lambda:*:*:function:b-*"
          },
          {
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "*"
          }
        ]
      }
    JSON
  }
}
