rule "aws-iam/privilege-escalation" {
  severity = "warning"
  summary  = "A policy lets its holder gain more rights than it gives"
  why      = "Who may write policies, roles, trust or credentials that are then its own has, in effect, all rights of the account, whatever else the policy denies. What the policy leaves open after its Denies, resources and conditions is judged, each step with a request that shows it."
  fix      = "Ask for a permissions boundary (iam:PermissionsBoundary) where roles and users are made and their policies written, list the policies that may be attached (iam:PolicyARN), and name the roles, users and groups that are meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"
  tags     = ["security"]
  applies  = { kind = ["identity"] }
  check    = "escalation"

  # Each way as published; `source` says where.
  param "paths" {
    default = [
      {
        says = "give itself any permissions"
        ways = [
          { steps = ["iam:CreatePolicyVersion"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:SetDefaultPolicyVersion"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:AttachUserPolicy"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:AttachGroupPolicy"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:AttachRolePolicy"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:PutUserPolicy"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:PutGroupPolicy"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:PutRolePolicy"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:AddUserToGroup"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
        ]
      },
      {
        says = "assume a role that did not trust it"
        ways = [
          { steps = ["iam:UpdateAssumeRolePolicy"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
        ]
      },
      {
        says = "give a role any permissions and assume it"
        ways = [
          { one = "role", steps = ["iam:CreateRole", "iam:AttachRolePolicy"], source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html" },
          { one = "role", steps = ["iam:CreateRole", "iam:PutRolePolicy"], source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html" },
          { one = "role", steps = [{ action = "iam:CreateRole" }, { action = "iam:AttachRolePolicy", when = { ArnLike = { "iam:PolicyARN" = ["arn:*:iam::aws:policy/AdministratorAccess", "arn:*:iam::aws:policy/IAMFullAccess", "arn:*:iam::????????????:policy/Administrator"] } } }, "iam:DeleteRolePermissionsBoundary"], source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html" },
          { one = "role", steps = [{ action = "iam:CreateRole" }, { action = "iam:PutRolePolicy" }, "iam:DeleteRolePermissionsBoundary"], source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html" },
          { one = "role", steps = [{ action = "iam:CreateRole" }, { action = "iam:AttachRolePolicy", when = { ArnLike = { "iam:PolicyARN" = ["arn:*:iam::aws:policy/AdministratorAccess", "arn:*:iam::aws:policy/IAMFullAccess", "arn:*:iam::????????????:policy/Administrator"] } } }, { action = "iam:PutRolePermissionsBoundary", when = { StringEquals = { "iam:PermissionsBoundary" = "arn:*:iam::aws:policy/AdministratorAccess" } } }], source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html" },
          { one = "role", steps = [{ action = "iam:CreateRole" }, { action = "iam:PutRolePolicy" }, { action = "iam:PutRolePermissionsBoundary", when = { StringEquals = { "iam:PermissionsBoundary" = "arn:*:iam::aws:policy/AdministratorAccess" } } }], source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html" },
          { one = "role", steps = ["iam:UpdateAssumeRolePolicy", "iam:AttachRolePolicy"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { one = "role", steps = ["iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy"], source = "https://github.com/DataDog/pathfinding.cloud/blob/main/data/paths/aws/iam/iam-021.yaml" },
          { one = "role", steps = ["iam:AttachRolePolicy", "sts:AssumeRole"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { one = "role", steps = ["iam:PutRolePolicy", "sts:AssumeRole"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
        ]
      },
      {
        says = "sign in as another user"
        ways = [
          { steps = ["iam:CreateAccessKey"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:CreateLoginProfile"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { steps = ["iam:UpdateLoginProfile"], source = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/" },
          { one = "user", steps = ["iam:CreateAccessKey", "iam:AttachUserPolicy"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
          { one = "user", steps = ["iam:CreateAccessKey", "iam:PutUserPolicy"], source = "https://github.com/prowler-cloud/prowler/blob/master/prowler/providers/aws/services/iam/lib/privilege_escalation.py" },
        ]
      },
    ]
    summary = "ways to more rights"
  }

  param "requests" {
    default = {
      "iam:CreatePolicyVersion"     = { on = ["arn:*:iam::*:policy/Developers", "arn:*:iam::*:policy/Operations"] }
      "iam:SetDefaultPolicyVersion" = { on = ["arn:*:iam::*:policy/Developers", "arn:*:iam::*:policy/Operations"] }
      "iam:AttachUserPolicy" = {
        on   = ["arn:*:iam::*:user/Alice", "arn:*:iam::*:user/Operator", "arn:*:iam::*:user/$${aws:username}"]
        when = { ArnLike = { "iam:PolicyARN" = ["arn:*:iam::aws:policy/AdministratorAccess", "arn:*:iam::aws:policy/IAMFullAccess", "arn:*:iam::????????????:policy/Administrator"] }, Null = { "iam:PermissionsBoundary" = "true" } }
      }
      "iam:AttachGroupPolicy" = {
        on   = ["arn:*:iam::*:group/Developers", "arn:*:iam::*:group/Operations"]
        when = { ArnLike = { "iam:PolicyARN" = ["arn:*:iam::aws:policy/AdministratorAccess", "arn:*:iam::aws:policy/IAMFullAccess", "arn:*:iam::????????????:policy/Administrator"] } }
      }
      "iam:AttachRolePolicy" = {
        on   = ["arn:*:iam::*:role/Developer", "arn:*:iam::*:role/Operator"]
        when = { ArnLike = { "iam:PolicyARN" = ["arn:*:iam::aws:policy/AdministratorAccess", "arn:*:iam::aws:policy/IAMFullAccess", "arn:*:iam::????????????:policy/Administrator"] }, Null = { "iam:PermissionsBoundary" = "true" } }
      }
      "iam:PutUserPolicy" = {
        on   = ["arn:*:iam::*:user/Alice", "arn:*:iam::*:user/Operator", "arn:*:iam::*:user/$${aws:username}"]
        when = { Null = { "iam:PermissionsBoundary" = "true" } }
      }
      "iam:PutGroupPolicy" = { on = ["arn:*:iam::*:group/Developers", "arn:*:iam::*:group/Operations"] }
      "iam:PutRolePolicy" = {
        on   = ["arn:*:iam::*:role/Developer", "arn:*:iam::*:role/Operator"]
        when = { Null = { "iam:PermissionsBoundary" = "true" } }
      }
      "iam:AddUserToGroup"         = { on = ["arn:*:iam::*:group/Administrators", "arn:*:iam::*:group/Operations"] }
      "iam:CreateRole"             = { when = { Null = { "iam:PermissionsBoundary" = "true" } } }
      "iam:UpdateAssumeRolePolicy" = { on = ["arn:*:iam::*:role/Administrator", "arn:*:iam::*:role/Deployment"] }
      "iam:CreateAccessKey" = {
        on   = ["arn:*:iam::*:user/Administrator", "arn:*:iam::*:user/Operator"]
        when = { StringNotEquals = { "aws:username" = ["Administrator", "Operator"] } }
      }
      "iam:CreateLoginProfile" = {
        on   = ["arn:*:iam::*:user/Administrator", "arn:*:iam::*:user/Operator"]
        when = { StringNotEquals = { "aws:username" = ["Administrator", "Operator"] } }
      }
      "iam:UpdateLoginProfile" = {
        on   = ["arn:*:iam::*:user/Administrator", "arn:*:iam::*:user/Operator"]
        when = { StringNotEquals = { "aws:username" = ["Administrator", "Operator"] } }
      }
    }
    summary = "which requests of an action count: on resources that nobody chose, with no boundary"
  }

  param "every_type" {
    default = ["ec2"]
    summary = "services that check each required resource type in every call"
  }

  example "a role of one's own, without a boundary" {
    expect = "finding"
    place  = "5:16"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"],
          "Resource": "arn:aws:iam::*:role/cce-*-iam-role"
        }
      }
    JSON
  }

  example "a version of any policy" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:CreatePolicyVersion",
          "Resource": "*"
        }
      }
    JSON
  }

  example "attach anything to oneself" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:AttachUserPolicy",
          "Resource": "arn:aws:iam::111122223333:user/$${aws:username}"
        }
      }
    JSON
  }

  example "keys of any user" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:*AccessKey*",
          "Resource": "*"
        }
      }
    JSON
  }

  example "a boundary that is taken away afterwards" {
    expect = "finding"
    place  = "6:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["iam:CreateRole", "iam:PutRolePolicy"],
            "Resource": "arn:aws:iam::*:role/app-*",
            "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
          },
          {
            "Effect": "Allow",
            "Action": "iam:DeleteRolePermissionsBoundary",
            "Resource": "arn:aws:iam::*:role/app-*"
          }
        ]
      }
    JSON
  }

  example "a boundary that may be any policy afterwards" {
    expect = "finding"
    place  = "6:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["iam:CreateRole", "iam:AttachRolePolicy"],
            "Resource": "*",
            "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
          },
          {
            "Effect": "Allow",
            "Action": "iam:PutRolePermissionsBoundary",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "a boundary that stays" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"],
            "Resource": "*",
            "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
          },
          {
            "Effect": "Deny",
            "Action": "iam:DeleteRolePermissionsBoundary",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "all policies but the two best known" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "iam:AttachRolePolicy",
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": "iam:AttachRolePolicy",
            "Resource": "*",
            "Condition": {"ArnEquals": {"iam:PolicyARN": ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess"]}}
          }
        ]
      }
    JSON
  }

  example "an administrator who is kept from IAM, but not from all of it" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "*",
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": ["iam:Create*", "iam:Update*", "iam:Attach*"],
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "an administrator who has to use a second factor" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "*",
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "NotAction": "iam:*MFADevice",
            "Resource": "*",
            "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
          }
        ]
      }
    JSON
  }

  example "another statement has the second half" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "iam:UpdateAssumeRolePolicy",
            "Resource": "arn:aws:iam::*:role/app-*"
          },
          {
            "Effect": "Allow",
            "Action": "iam:PutRolePolicy",
            "Resource": "arn:aws:iam::*:role/*-web"
          }
        ]
      }
    JSON
  }

  example "with a boundary" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "iam:CreateRole",
            "Resource": "arn:aws:iam::*:role/cce-*-iam-role",
            "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
          },
          {
            "Effect": "Allow",
            "Action": "iam:PutRolePolicy",
            "Resource": "arn:aws:iam::*:role/cce-*-iam-role",
            "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
          }
        ]
      }
    JSON
  }

  example "some policies only" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["iam:CreateRole", "iam:AttachRolePolicy"],
          "Resource": "arn:aws:iam::*:role/cce-*-iam-role",
          "Condition": {"ArnEqualsIfExists": {"iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess"}}
        }
      }
    JSON
  }

  example "a Deny takes it away" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "iam:CreatePolicyVersion",
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": "iam:Create*",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "a role is made, the permissions are another's" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "iam:CreateRole",
            "Resource": "arn:aws:iam::*:role/cce-*"
          },
          {
            "Effect": "Allow",
            "Action": "iam:PutRolePolicy",
            "Resource": "arn:aws:iam::*:role/app-*"
          }
        ]
      }
    JSON
  }

  example "one's own keys" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["iam:CreateAccessKey", "iam:UpdateLoginProfile"],
          "Resource": "arn:aws:iam::111122223333:user/$${aws:username}"
        }
      }
    JSON
  }

  example "an administrator has nothing to gain" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "*",
          "Resource": "*"
        }
      }
    JSON
  }
}
