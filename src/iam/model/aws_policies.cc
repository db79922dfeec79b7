#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "dynarock/iam/model/entities.h"

// Policies that AWS manages, with the documents that AWS publishes for them (as of May 2026). Of
// ReadOnlyAccess only the actions of services around DynamoDB are here: in all it has thousands.

namespace dynarock::iam {
namespace {

struct Row {
  std::string_view name, path;
  std::int64_t version;
  /// Seconds behind the epoch.
  std::int64_t created, updated;
  std::string_view document;
};

constexpr Row kRows[] = {
    {"AdministratorAccess", "/", 1, 1423247986, 1423247986,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})"},
    {"AmazonDynamoDBFullAccess", "/", 15, 1423248011, 1611941910,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["dynamodb:*", "dax:*",
 "application-autoscaling:DeleteScalingPolicy",
 "application-autoscaling:DeregisterScalableTarget",
 "application-autoscaling:DescribeScalableTargets",
 "application-autoscaling:DescribeScalingActivities",
 "application-autoscaling:DescribeScalingPolicies", "application-autoscaling:PutScalingPolicy",
 "application-autoscaling:RegisterScalableTarget", "cloudwatch:DeleteAlarms",
 "cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms",
 "cloudwatch:DescribeAlarmsForMetric", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics",
 "cloudwatch:PutMetricAlarm", "cloudwatch:GetMetricData", "datapipeline:ActivatePipeline",
 "datapipeline:CreatePipeline", "datapipeline:DeletePipeline", "datapipeline:DescribeObjects",
 "datapipeline:DescribePipelines", "datapipeline:GetPipelineDefinition",
 "datapipeline:ListPipelines", "datapipeline:PutPipelineDefinition", "datapipeline:QueryObjects",
 "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "iam:GetRole",
 "iam:ListRoles", "kms:DescribeKey", "kms:ListAliases", "sns:CreateTopic", "sns:DeleteTopic",
 "sns:ListSubscriptions", "sns:ListSubscriptionsByTopic", "sns:ListTopics", "sns:Subscribe",
 "sns:Unsubscribe", "sns:SetTopicAttributes", "lambda:CreateFunction", "lambda:ListFunctions",
 "lambda:ListEventSourceMappings", "lambda:CreateEventSourceMapping",
 "lambda:DeleteEventSourceMapping", "lambda:GetFunctionConfiguration", "lambda:DeleteFunction",
 "resource-groups:ListGroups", "resource-groups:ListGroupResources", "resource-groups:GetGroup",
 "resource-groups:GetGroupQuery", "resource-groups:DeleteGroup", "resource-groups:CreateGroup",
 "tag:GetResources", "kinesis:ListStreams", "kinesis:DescribeStream",
 "kinesis:DescribeStreamSummary"], "Resource": "*"}, {"Effect": "Allow", "Action":
 "cloudwatch:GetInsightRuleReport", "Resource":
 "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*"}, {"Effect": "Allow",
 "Action": ["iam:PassRole"], "Resource": "*", "Condition": {"StringLike": {"iam:PassedToService":
 ["application-autoscaling.amazonaws.com", "application-autoscaling.amazonaws.com.cn",
 "dax.amazonaws.com"]}}}, {"Effect": "Allow", "Action": ["iam:CreateServiceLinkedRole"],
 "Resource": "*", "Condition": {"StringEquals": {"iam:AWSServiceName": [
 "replication.dynamodb.amazonaws.com", "dax.amazonaws.com",
 "dynamodb.application-autoscaling.amazonaws.com", "contributorinsights.dynamodb.amazonaws.com",
 "kinesisreplication.dynamodb.amazonaws.com"]}}}]})"},
    {"AmazonDynamoDBFullAccess_v2", "/", 3, 1747925526, 1770919377,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "DDBAndDAXFullAccess", "Effect": "Allow",
 "Action": ["dynamodb:*", "dax:*"], "Resource": "*"}, {"Sid": "KMSIntegration", "Effect": "Allow",
 "Action": ["kms:DescribeKey", "kms:ListAliases"], "Resource": "*"}, {"Sid": "LambdaIntegration",
 "Effect": "Allow", "Action": ["lambda:ListEventSourceMappings", "lambda:ListFunctions"],
 "Resource": "*"}, {"Sid": "DaxSNSIntegration", "Effect": "Allow", "Action": ["sns:ListTopics"],
 "Resource": "*"}, {"Sid": "ApplicationAutoscalingIntegration", "Effect": "Allow", "Action": [
 "application-autoscaling:DeleteScalingPolicy",
 "application-autoscaling:DeregisterScalableTarget", "application-autoscaling:PutScalingPolicy",
 "application-autoscaling:RegisterScalableTarget"], "Resource": "*", "Condition": {"StringEquals":
 {"application-autoscaling:service-namespace": "dynamodb"}}}, {"Sid":
 "ApplicationAutoscalingDescribeActions", "Effect": "Allow", "Action": [
 "application-autoscaling:DescribeScalableTargets",
 "application-autoscaling:DescribeScalingActivities",
 "application-autoscaling:DescribeScalingPolicies"], "Resource": "*"}, {"Sid": "TagManagement",
 "Effect": "Allow", "Action": ["tag:GetResources"], "Resource": "*"}, {"Sid":
 "CloudwatchMonitoring", "Effect": "Allow", "Action": ["cloudwatch:DescribeAlarms",
 "cloudwatch:GetMetricStatistics", "cloudwatch:GetMetricData"], "Resource": "*"}, {"Sid":
 "ListKinesisResources", "Effect": "Allow", "Action": ["kinesis:ListStreams",
 "kinesis:DescribeStream", "kinesis:DescribeStreamSummary"], "Resource": "*"}, {"Sid":
 "ListEC2ResourcesForDaxClusterCreation", "Effect": "Allow", "Action": ["ec2:DescribeVpcs",
 "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"], "Resource": "*"}, {"Sid":
 "CloudwatchInsightsRules", "Effect": "Allow", "Action": "cloudwatch:GetInsightRuleReport",
 "Resource": "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*"}, {"Sid":
 "ServiceRoleCreation", "Effect": "Allow", "Action": ["iam:CreateServiceLinkedRole"], "Resource":
 "*", "Condition": {"StringEquals": {"iam:AWSServiceName": ["replication.dynamodb.amazonaws.com",
 "dax.amazonaws.com", "dynamodb.application-autoscaling.amazonaws.com",
 "contributorinsights.dynamodb.amazonaws.com", "kinesisreplication.dynamodb.amazonaws.com"]}}}, {
 "Sid": "IamIntegration", "Effect": "Allow", "Action": ["iam:ListRoles"], "Resource": ["*"]}]})"},
    {"AmazonDynamoDBReadOnlyAccess", "/", 15, 1423248012, 1731951495,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "GeneralReadOnlyAccess", "Effect": "Allow",
 "Action": ["application-autoscaling:DescribeScalableTargets",
 "application-autoscaling:DescribeScalingActivities",
 "application-autoscaling:DescribeScalingPolicies", "cloudwatch:DescribeAlarmHistory",
 "cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmsForMetric",
 "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "cloudwatch:GetMetricData",
 "datapipeline:DescribeObjects", "datapipeline:DescribePipelines",
 "datapipeline:GetPipelineDefinition", "datapipeline:ListPipelines", "datapipeline:QueryObjects",
 "dynamodb:BatchGetItem", "dynamodb:Describe*", "dynamodb:List*", "dynamodb:GetAbacStatus",
 "dynamodb:GetItem", "dynamodb:GetResourcePolicy", "dynamodb:Query", "dynamodb:Scan",
 "dynamodb:PartiQLSelect", "dax:Describe*", "dax:List*", "dax:GetItem", "dax:BatchGetItem",
 "dax:Query", "dax:Scan", "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups",
 "iam:GetRole", "iam:ListRoles", "kms:DescribeKey", "kms:ListAliases",
 "sns:ListSubscriptionsByTopic", "sns:ListTopics", "lambda:ListFunctions",
 "lambda:ListEventSourceMappings", "lambda:GetFunctionConfiguration",
 "resource-groups:ListGroups", "resource-groups:ListGroupResources", "resource-groups:GetGroup",
 "resource-groups:GetGroupQuery", "tag:GetResources", "kinesis:ListStreams",
 "kinesis:DescribeStream", "kinesis:DescribeStreamSummary"], "Resource": "*"}, {"Sid":
 "CCIAccess", "Effect": "Allow", "Action": "cloudwatch:GetInsightRuleReport", "Resource":
 "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*"}]})"},
    {"AmazonEC2ContainerRegistryReadOnly", "/", 3, 1450717455, 1576011392,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [
 "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
 "ecr:GetRepositoryPolicy", "ecr:DescribeRepositories", "ecr:ListImages", "ecr:DescribeImages",
 "ecr:BatchGetImage", "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview",
 "ecr:ListTagsForResource", "ecr:DescribeImageScanFindings"], "Resource": "*"}]})"},
    {"AmazonEC2FullAccess", "/", 5, 1423248015, 1543285016,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}, {
 "Effect": "Allow", "Action": "elasticloadbalancing:*", "Resource": "*"}, {"Effect": "Allow",
 "Action": "cloudwatch:*", "Resource": "*"}, {"Effect": "Allow", "Action": "autoscaling:*",
 "Resource": "*"}, {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*",
 "Condition": {"StringEquals": {"iam:AWSServiceName": ["autoscaling.amazonaws.com",
 "ec2scheduled.amazonaws.com", "elasticloadbalancing.amazonaws.com", "spot.amazonaws.com",
 "spotfleet.amazonaws.com", "transitgateway.amazonaws.com"]}}}]})"},
    {"AmazonEC2ReadOnlyAccess", "/", 5, 1423248017, 1770919397,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ec2:Describe*",
 "ec2:GetSecurityGroupsForVpc"], "Resource": "*"}, {"Effect": "Allow", "Action":
 "elasticloadbalancing:Describe*", "Resource": "*"}, {"Effect": "Allow", "Action": [
 "cloudwatch:ListMetrics", "cloudwatch:GetMetricStatistics", "cloudwatch:Describe*"], "Resource":
 "*"}, {"Effect": "Allow", "Action": "autoscaling:Describe*", "Resource": "*"}]})"},
    {"AmazonECS_FullAccess", "/", 21, 1510090614, 1723577977,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "ECSIntegrationsManagementPolicy", "Effect":
 "Allow", "Action": ["application-autoscaling:DeleteScalingPolicy",
 "application-autoscaling:DeregisterScalableTarget",
 "application-autoscaling:DescribeScalableTargets",
 "application-autoscaling:DescribeScalingActivities",
 "application-autoscaling:DescribeScalingPolicies", "application-autoscaling:PutScalingPolicy",
 "application-autoscaling:RegisterScalableTarget", "appmesh:DescribeVirtualGateway",
 "appmesh:DescribeVirtualNode", "appmesh:ListMeshes", "appmesh:ListVirtualGateways",
 "appmesh:ListVirtualNodes", "autoscaling:CreateAutoScalingGroup",
 "autoscaling:CreateLaunchConfiguration", "autoscaling:DeleteAutoScalingGroup",
 "autoscaling:DeleteLaunchConfiguration", "autoscaling:Describe*",
 "autoscaling:UpdateAutoScalingGroup", "cloudformation:CreateStack", "cloudformation:DeleteStack",
 "cloudformation:DescribeStack*", "cloudformation:UpdateStack", "cloudwatch:DeleteAlarms",
 "cloudwatch:DescribeAlarms", "cloudwatch:GetMetricStatistics", "cloudwatch:PutMetricAlarm",
 "codedeploy:BatchGetApplicationRevisions", "codedeploy:BatchGetApplications",
 "codedeploy:BatchGetDeploymentGroups", "codedeploy:BatchGetDeployments",
 "codedeploy:ContinueDeployment", "codedeploy:CreateApplication", "codedeploy:CreateDeployment",
 "codedeploy:CreateDeploymentGroup", "codedeploy:GetApplication",
 "codedeploy:GetApplicationRevision", "codedeploy:GetDeployment",
 "codedeploy:GetDeploymentConfig", "codedeploy:GetDeploymentGroup",
 "codedeploy:GetDeploymentTarget", "codedeploy:ListApplicationRevisions",
 "codedeploy:ListApplications", "codedeploy:ListDeploymentConfigs",
 "codedeploy:ListDeploymentGroups", "codedeploy:ListDeployments",
 "codedeploy:ListDeploymentTargets", "codedeploy:RegisterApplicationRevision",
 "codedeploy:StopDeployment", "ec2:AssociateRouteTable", "ec2:AttachInternetGateway",
 "ec2:AuthorizeSecurityGroupIngress", "ec2:CancelSpotFleetRequests", "ec2:CreateInternetGateway",
 "ec2:CreateLaunchTemplate", "ec2:CreateRoute", "ec2:CreateRouteTable", "ec2:CreateSecurityGroup",
 "ec2:CreateSubnet", "ec2:CreateVpc", "ec2:DeleteLaunchTemplate", "ec2:DeleteSubnet",
 "ec2:DeleteVpc", "ec2:Describe*", "ec2:DetachInternetGateway", "ec2:DisassociateRouteTable",
 "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute", "ec2:RequestSpotFleet",
 "ec2:RunInstances", "ecs:*", "elasticfilesystem:DescribeAccessPoints",
 "elasticfilesystem:DescribeFileSystems", "elasticloadbalancing:CreateListener",
 "elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateRule",
 "elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:DeleteListener",
 "elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:DeleteRule",
 "elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:DescribeListeners",
 "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeRules",
 "elasticloadbalancing:DescribeTargetGroups", "events:DeleteRule", "events:DescribeRule",
 "events:ListRuleNamesByTarget", "events:ListTargetsByRule", "events:PutRule",
 "events:PutTargets", "events:RemoveTargets", "fsx:DescribeFileSystems",
 "iam:ListAttachedRolePolicies", "iam:ListInstanceProfiles", "iam:ListRoles",
 "lambda:ListFunctions", "logs:CreateLogGroup", "logs:DescribeLogGroups", "logs:FilterLogEvents",
 "route53:CreateHostedZone", "route53:DeleteHostedZone", "route53:GetHealthCheck",
 "route53:GetHostedZone", "route53:ListHostedZonesByName",
 "servicediscovery:CreatePrivateDnsNamespace", "servicediscovery:CreateService",
 "servicediscovery:DeleteService", "servicediscovery:GetNamespace",
 "servicediscovery:GetOperation", "servicediscovery:GetService",
 "servicediscovery:ListNamespaces", "servicediscovery:ListServices",
 "servicediscovery:UpdateService", "sns:ListTopics"], "Resource": ["*"]}, {"Sid": "SSMPolicy",
 "Effect": "Allow", "Action": ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]
 , "Resource": "arn:aws:ssm:*:*:parameter/aws/service/ecs*"}, {"Sid":
 "ManagedCloudformationResourcesCleanupPolicy", "Effect": "Allow", "Action": [
 "ec2:DeleteInternetGateway", "ec2:DeleteRoute", "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup"
 ], "Resource": ["*"], "Condition": {"StringLike": {
 "ec2:ResourceTag/aws:cloudformation:stack-name": "EC2ContainerService-*"}}}, {"Sid":
 "TasksPassRolePolicy", "Effect": "Allow", "Action": "iam:PassRole", "Resource": ["*"],
 "Condition": {"StringLike": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}, {"Sid":
 "InfrastructurePassRolePolicy", "Effect": "Allow", "Action": "iam:PassRole", "Resource": [
 "arn:aws:iam::*:role/ecsInfrastructureRole"], "Condition": {"StringEquals": {
 "iam:PassedToService": "ecs.amazonaws.com"}}}, {"Sid": "InstancePassRolePolicy", "Effect":
 "Allow", "Action": "iam:PassRole", "Resource": ["arn:aws:iam::*:role/ecsInstanceRole*"],
 "Condition": {"StringLike": {"iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"]
 }}}, {"Sid": "AutoScalingPassRolePolicy", "Effect": "Allow", "Action": "iam:PassRole",
 "Resource": ["arn:aws:iam::*:role/ecsAutoscaleRole*"], "Condition": {"StringLike": {
 "iam:PassedToService": ["application-autoscaling.amazonaws.com",
 "application-autoscaling.amazonaws.com.cn"]}}}, {"Sid": "ServiceLinkedRoleCreationPolicy",
 "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*", "Condition": {
 "StringLike": {"iam:AWSServiceName": ["ecs.amazonaws.com", "autoscaling.amazonaws.com",
 "ecs.application-autoscaling.amazonaws.com", "spot.amazonaws.com", "spotfleet.amazonaws.com"]}}},
 {"Sid": "ELBTaggingPolicy", "Effect": "Allow", "Action": ["elasticloadbalancing:AddTags"],
 "Resource": "*", "Condition": {"StringEquals": {"elasticloadbalancing:CreateAction": [
 "CreateTargetGroup", "CreateRule", "CreateListener", "CreateLoadBalancer"]}}}]})"},
    {"AmazonECSServiceRolePolicy", "/aws-service-role/", 24, 1507943938, 1776899529,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "ECSTaskManagement", "Effect": "Allow", "Action":
 ["ec2:AttachNetworkInterface", "ec2:AssociateTrunkInterface", "ec2:CreateNetworkInterface",
 "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface",
 "ec2:DeleteNetworkInterfacePermission", "ec2:Describe*", "ec2:DetachNetworkInterface",
 "ec2:DisassociateTrunkInterface", "elasticloadbalancing:DeregisterInstancesFromLoadBalancer",
 "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:Describe*",
 "elasticloadbalancing:RegisterInstancesWithLoadBalancer", "elasticloadbalancing:RegisterTargets",
 "route53:ChangeResourceRecordSets", "route53:CreateHealthCheck", "route53:DeleteHealthCheck",
 "route53:Get*", "route53:List*", "route53:UpdateHealthCheck",
 "servicediscovery:DeregisterInstance", "servicediscovery:Get*", "servicediscovery:List*",
 "servicediscovery:RegisterInstance", "servicediscovery:UpdateInstanceCustomHealthStatus"],
 "Resource": "*"}, {"Sid": "AutoScaling", "Effect": "Allow", "Action": ["autoscaling:Describe*"],
 "Resource": "*"}, {"Sid": "AutoScalingManagement", "Effect": "Allow", "Action": [
 "autoscaling:DeletePolicy", "autoscaling:PutScalingPolicy", "autoscaling:SetInstanceProtection",
 "autoscaling:UpdateAutoScalingGroup", "autoscaling:PutLifecycleHook",
 "autoscaling:DeleteLifecycleHook", "autoscaling:CompleteLifecycleAction",
 "autoscaling:RecordLifecycleActionHeartbeat", "autoscaling:TerminateInstanceInAutoScalingGroup"],
 "Resource": "*", "Condition": {"Null": {"autoscaling:ResourceTag/AmazonECSManaged": "false"}}}, {
 "Sid": "AutoScalingPlanManagement", "Effect": "Allow", "Action": [
 "autoscaling-plans:CreateScalingPlan", "autoscaling-plans:DeleteScalingPlan",
 "autoscaling-plans:DescribeScalingPlans", "autoscaling-plans:DescribeScalingPlanResources"],
 "Resource": "*"}, {"Sid": "EventBridge", "Effect": "Allow", "Action": ["events:DescribeRule",
 "events:ListTargetsByRule"], "Resource": "arn:aws:events:*:*:rule/ecs-managed-*"}, {"Sid":
 "EventBridgeRuleManagement", "Effect": "Allow", "Action": ["events:PutRule", "events:PutTargets"]
 , "Resource": "*", "Condition": {"StringEquals": {"events:ManagedBy": "ecs.amazonaws.com"}}}, {
 "Sid": "CWAlarmManagement", "Effect": "Allow", "Action": ["cloudwatch:DeleteAlarms",
 "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm"], "Resource":
 "arn:aws:cloudwatch:*:*:alarm:*"}, {"Sid": "ECSTagging", "Effect": "Allow", "Action": [
 "ec2:CreateTags"], "Resource": "arn:aws:ec2:*:*:network-interface/*"}, {"Sid":
 "CWLogGroupManagement", "Effect": "Allow", "Action": ["logs:CreateLogGroup",
 "logs:DescribeLogGroups", "logs:PutRetentionPolicy"], "Resource":
 "arn:aws:logs:*:*:log-group:/aws/ecs/*"}, {"Sid": "CWLogStreamManagement", "Effect": "Allow",
 "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], "Resource":
 "arn:aws:logs:*:*:log-group:/aws/ecs/*:log-stream:*"}, {"Sid": "ExecuteCommandSessionManagement",
 "Effect": "Allow", "Action": ["ssm:DescribeSessions"], "Resource": "*"}, {"Sid":
 "ExecuteCommand", "Effect": "Allow", "Action": ["ssm:StartSession"], "Resource": [
 "arn:aws:ecs:*:*:task/*", "arn:aws:ssm:*:*:document/AmazonECS-ExecuteInteractiveCommand"]}, {
 "Sid": "OpenDataChannel", "Effect": "Allow", "Action": ["ssmmessages:OpenDataChannel"],
 "Resource": ["arn:aws:ssm:*:*:session/*"], "Condition": {"StringEquals": {"aws:PrincipalAccount":
 "${aws:ResourceAccount}"}}}, {"Sid": "CloudMapResourceCreation", "Effect": "Allow", "Action": [
 "servicediscovery:CreateHttpNamespace", "servicediscovery:CreateService"], "Resource": "*",
 "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["AmazonECSManaged"]}}}, {"Sid":
 "CloudMapResourceTagging", "Effect": "Allow", "Action": "servicediscovery:TagResource",
 "Resource": "*", "Condition": {"StringLike": {"aws:RequestTag/AmazonECSManaged": "*"}}}, {"Sid":
 "CloudMapResourceDeletion", "Effect": "Allow", "Action": ["servicediscovery:DeleteService"],
 "Resource": "*", "Condition": {"Null": {"aws:ResourceTag/AmazonECSManaged": "false"}}}, {"Sid":
 "CloudMapResourceDiscovery", "Effect": "Allow", "Action": ["servicediscovery:DiscoverInstances",
 "servicediscovery:DiscoverInstancesRevision"], "Resource": "*"}, {"Sid":
 "CloudMapResourceAttributeManagement", "Effect": "Allow", "Action": [
 "servicediscovery:UpdateServiceAttributes"], "Resource": "*", "Condition": {"Null": {
 "aws:ResourceTag/AmazonECSManaged": "false"}}}, {"Sid":
 "ReadOnlyPermissionsForInstanceEventWindows", "Effect": "Allow", "Action": [
 "ec2:DescribeInstanceEventWindows"], "Resource": "*"}]})"},
    {"AmazonECSTaskExecutionRolePolicy", "/service-role/", 1, 1510858102, 1510858102,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [
 "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
 "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}]})"},
    {"AmazonS3FullAccess", "/", 2, 1423248058, 1632773797,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*",
 "s3-object-lambda:*"], "Resource": "*"}]})"},
    {"AmazonS3ReadOnlyAccess", "/", 3, 1423248059, 1691703099,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:Get*", "s3:List*",
 "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"], "Resource": "*"}]})"},
    {"AmazonSQSFullAccess", "/", 1, 1423248067, 1423248067,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sqs:*"], "Resource": "*"}]
 })"},
    {"AmazonSQSReadOnlyAccess", "/", 4, 1423248068, 1716574604,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "AmazonSQSReadOnlyAccess", "Effect": "Allow",
 "Action": ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListDeadLetterSourceQueues",
 "sqs:ListQueues", "sqs:ListMessageMoveTasks", "sqs:ListQueueTags"], "Resource": "*"}]})"},
    {"AmazonSSMFullAccess", "/", 4, 1432921187, 1574280536,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["cloudwatch:PutMetricData",
 "ds:CreateComputer", "ds:DescribeDirectories", "ec2:DescribeInstanceStatus", "logs:*", "ssm:*",
 "ec2messages:*"], "Resource": "*"}, {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
 "Resource": "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*",
 "Condition": {"StringLike": {"iam:AWSServiceName": "ssm.amazonaws.com"}}}, {"Effect": "Allow",
 "Action": ["iam:DeleteServiceLinkedRole", "iam:GetServiceLinkedRoleDeletionStatus"], "Resource":
 "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*"}, {"Effect":
 "Allow", "Action": ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
 "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"], "Resource": "*"}]})"},
    {"AmazonSSMReadOnlyAccess", "/", 1, 1432921459, 1432921459,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ssm:Describe*",
 "ssm:Get*", "ssm:List*"], "Resource": "*"}]})"},
    {"AmazonVPCFullAccess", "/", 13, 1423248076, 1770919244,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "AmazonVPCFullAccess", "Effect": "Allow",
 "Action": ["ec2:AcceptVpcPeeringConnection", "ec2:AcceptVpcEndpointConnections",
 "ec2:AllocateAddress", "ec2:AssignIpv6Addresses", "ec2:AssignPrivateIpAddresses",
 "ec2:AssociateAddress", "ec2:AssociateDhcpOptions", "ec2:AssociateRouteTable",
 "ec2:AssociateSecurityGroupVpc", "ec2:AssociateSubnetCidrBlock", "ec2:AssociateVpcCidrBlock",
 "ec2:AttachClassicLinkVpc", "ec2:AttachInternetGateway", "ec2:AttachNetworkInterface",
 "ec2:AttachVpnGateway", "ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress",
 "ec2:CreateCarrierGateway", "ec2:CreateCustomerGateway", "ec2:CreateDefaultSubnet",
 "ec2:CreateDefaultVpc", "ec2:CreateDhcpOptions", "ec2:CreateEgressOnlyInternetGateway",
 "ec2:CreateFlowLogs", "ec2:CreateInternetGateway",
 "ec2:CreateLocalGatewayRouteTableVpcAssociation", "ec2:CreateNatGateway", "ec2:CreateNetworkAcl",
 "ec2:CreateNetworkAclEntry", "ec2:CreateNetworkInterface",
 "ec2:CreateNetworkInterfacePermission", "ec2:CreateRoute", "ec2:CreateRouteTable",
 "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateTags", "ec2:CreateVpc",
 "ec2:CreateVpcEndpoint", "ec2:CreateVpcEndpointConnectionNotification",
 "ec2:CreateVpcEndpointServiceConfiguration", "ec2:CreateVpcPeeringConnection",
 "ec2:CreateVpnConnection", "ec2:CreateVpnConnectionRoute", "ec2:CreateVpnGateway",
 "ec2:DeleteCarrierGateway", "ec2:DeleteCustomerGateway", "ec2:DeleteDhcpOptions",
 "ec2:DeleteEgressOnlyInternetGateway", "ec2:DeleteFlowLogs", "ec2:DeleteInternetGateway",
 "ec2:DeleteLocalGatewayRouteTableVpcAssociation", "ec2:DeleteNatGateway", "ec2:DeleteNetworkAcl",
 "ec2:DeleteNetworkAclEntry", "ec2:DeleteNetworkInterface",
 "ec2:DeleteNetworkInterfacePermission", "ec2:DeleteRoute", "ec2:DeleteRouteTable",
 "ec2:DeleteSecurityGroup", "ec2:DeleteSubnet", "ec2:DeleteTags", "ec2:DeleteVpc",
 "ec2:DeleteVpcEndpoints", "ec2:DeleteVpcEndpointConnectionNotifications",
 "ec2:DeleteVpcEndpointServiceConfigurations", "ec2:DeleteVpcPeeringConnection",
 "ec2:DeleteVpnConnection", "ec2:DeleteVpnConnectionRoute", "ec2:DeleteVpnGateway",
 "ec2:DescribeAccountAttributes", "ec2:DescribeAddresses", "ec2:DescribeAvailabilityZones",
 "ec2:DescribeCarrierGateways", "ec2:DescribeClassicLinkInstances",
 "ec2:DescribeCustomerGateways", "ec2:DescribeDhcpOptions",
 "ec2:DescribeEgressOnlyInternetGateways", "ec2:DescribeFlowLogs", "ec2:DescribeInstances",
 "ec2:DescribeInternetGateways", "ec2:DescribeIpv6Pools", "ec2:DescribeLocalGatewayRouteTables",
 "ec2:DescribeLocalGatewayRouteTableVpcAssociations", "ec2:DescribeKeyPairs",
 "ec2:DescribeMovingAddresses", "ec2:DescribeNatGateways", "ec2:DescribeNetworkAcls",
 "ec2:DescribeNetworkInterfaceAttribute", "ec2:DescribeNetworkInterfacePermissions",
 "ec2:DescribeNetworkInterfaces", "ec2:DescribePrefixLists", "ec2:DescribeRouteTables",
 "ec2:DescribeSecurityGroupReferences", "ec2:DescribeSecurityGroupRules",
 "ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupVpcAssociations",
 "ec2:DescribeStaleSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeTags",
 "ec2:DescribeVpcAttribute", "ec2:DescribeVpcClassicLink", "ec2:DescribeVpcClassicLinkDnsSupport",
 "ec2:DescribeVpcEndpointConnectionNotifications", "ec2:DescribeVpcEndpointConnections",
 "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcEndpointServiceConfigurations",
 "ec2:DescribeVpcEndpointServicePermissions", "ec2:DescribeVpcEndpointServices",
 "ec2:DescribeVpcPeeringConnections", "ec2:DescribeVpcs", "ec2:DescribeVpnConnections",
 "ec2:DescribeVpnGateways", "ec2:DetachClassicLinkVpc", "ec2:DetachInternetGateway",
 "ec2:DetachNetworkInterface", "ec2:DetachVpnGateway", "ec2:DisableVgwRoutePropagation",
 "ec2:DisableVpcClassicLink", "ec2:DisableVpcClassicLinkDnsSupport", "ec2:DisassociateAddress",
 "ec2:DisassociateRouteTable", "ec2:DisassociateSecurityGroupVpc",
 "ec2:DisassociateSubnetCidrBlock", "ec2:DisassociateVpcCidrBlock",
 "ec2:EnableVgwRoutePropagation", "ec2:EnableVpcClassicLink",
 "ec2:EnableVpcClassicLinkDnsSupport", "ec2:GetSecurityGroupsForVpc",
 "ec2:ModifyNetworkInterfaceAttribute", "ec2:ModifySecurityGroupRules",
 "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute", "ec2:ModifyVpcEndpoint",
 "ec2:ModifyVpcEndpointConnectionNotification", "ec2:ModifyVpcEndpointServiceConfiguration",
 "ec2:ModifyVpcEndpointServicePermissions", "ec2:ModifyVpcPeeringConnectionOptions",
 "ec2:ModifyVpcTenancy", "ec2:MoveAddressToVpc", "ec2:RejectVpcEndpointConnections",
 "ec2:RejectVpcPeeringConnection", "ec2:ReleaseAddress", "ec2:ReplaceNetworkAclAssociation",
 "ec2:ReplaceNetworkAclEntry", "ec2:ReplaceRoute", "ec2:ReplaceRouteTableAssociation",
 "ec2:ResetNetworkInterfaceAttribute", "ec2:RestoreAddressToClassic",
 "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress", "ec2:UnassignIpv6Addresses",
 "ec2:UnassignPrivateIpAddresses", "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
 "ec2:UpdateSecurityGroupRuleDescriptionsIngress"], "Resource": "*"}]})"},
    {"AmazonVPCReadOnlyAccess", "/", 12, 1423248077, 1770919099,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "AmazonVPCReadOnlyAccess", "Effect": "Allow",
 "Action": ["ec2:DescribeAccountAttributes", "ec2:DescribeAddresses",
 "ec2:DescribeCarrierGateways", "ec2:DescribeClassicLinkInstances",
 "ec2:DescribeCustomerGateways", "ec2:DescribeDhcpOptions",
 "ec2:DescribeEgressOnlyInternetGateways", "ec2:DescribeFlowLogs", "ec2:DescribeInternetGateways",
 "ec2:DescribeLocalGatewayRouteTables", "ec2:DescribeLocalGatewayRouteTableVpcAssociations",
 "ec2:DescribeMovingAddresses", "ec2:DescribeNatGateways", "ec2:DescribeNetworkAcls",
 "ec2:DescribeNetworkInterfaceAttribute", "ec2:DescribeNetworkInterfacePermissions",
 "ec2:DescribeNetworkInterfaces", "ec2:DescribePrefixLists", "ec2:DescribeRouteTables",
 "ec2:DescribeSecurityGroupReferences", "ec2:DescribeSecurityGroupRules",
 "ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupVpcAssociations",
 "ec2:DescribeStaleSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeTags",
 "ec2:DescribeVpcAttribute", "ec2:DescribeVpcClassicLink", "ec2:DescribeVpcClassicLinkDnsSupport",
 "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcEndpointConnectionNotifications",
 "ec2:DescribeVpcEndpointConnections", "ec2:DescribeVpcEndpointServiceConfigurations",
 "ec2:DescribeVpcEndpointServicePermissions", "ec2:DescribeVpcEndpointServices",
 "ec2:DescribeVpcPeeringConnections", "ec2:DescribeVpcs", "ec2:DescribeVpnConnections",
 "ec2:DescribeVpnGateways", "ec2:GetSecurityGroupsForVpc"], "Resource": "*"}]})"},
    {"AWSApplicationAutoscalingDynamoDBTablePolicy", "/aws-service-role/", 1, 1508535297,
     1508535297,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["dynamodb:DescribeTable",
 "dynamodb:UpdateTable", "cloudwatch:PutMetricAlarm", "cloudwatch:DescribeAlarms",
 "cloudwatch:DeleteAlarms"], "Resource": "*"}]})"},
    {"AWSApplicationAutoscalingECSServicePolicy", "/aws-service-role/", 2, 1508975588, 1729800350,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ecs:DescribeServices",
 "ecs:UpdateService", "cloudwatch:PutMetricAlarm", "cloudwatch:DescribeAlarms",
 "cloudwatch:GetMetricData", "cloudwatch:DeleteAlarms"], "Resource": ["*"]}]})"},
    {"AWSCloudFormationFullAccess", "/", 1, 1564177835, 1564177835,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["cloudformation:*"],
 "Resource": "*"}]})"},
    {"AWSCloudFormationReadOnlyAccess", "/", 7, 1423247989, 1770919320,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["cloudformation:Describe*",
 "cloudformation:BatchDescribe*", "cloudformation:EstimateTemplateCost", "cloudformation:Get*",
 "cloudformation:List*", "cloudformation:ValidateTemplate", "cloudformation:Detect*"], "Resource":
 "*"}]})"},
    {"AWSDenyAll", "/", 2, 1556750174, 1702917725,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "DenyAll", "Effect": "Deny", "Action": ["*"],
 "Resource": "*"}]})"},
    {"AWSLambda_FullAccess", "/", 7, 1605647648, 1770919251,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [
 "cloudformation:DescribeStacks", "cloudformation:ListStackResources", "cloudwatch:ListMetrics",
 "cloudwatch:GetMetricData", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
 "ec2:DescribeVpcs", "kms:DescribeKey", "kms:ListAliases", "iam:GetPolicy",
 "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies",
 "iam:ListRolePolicies", "iam:ListRoles", "lambda:*", "logs:DescribeLogGroups",
 "states:DescribeStateMachine", "states:ListStateMachines", "tag:GetResources",
 "xray:GetTraceSummaries", "xray:BatchGetTraces"], "Resource": "*"}, {"Effect": "Allow", "Action":
 "iam:PassRole", "Resource": "*", "Condition": {"StringEquals": {"iam:PassedToService":
 "lambda.amazonaws.com"}}}, {"Effect": "Allow", "Action": ["logs:DescribeLogStreams",
 "logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartLiveTail", "logs:StopLiveTail"],
 "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/*"}, {"Effect": "Allow", "Action":
 "iam:CreateServiceLinkedRole", "Resource":
 "arn:aws:iam::*:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda", "Condition":
 {"StringEquals": {"iam:AWSServiceName": "lambda.amazonaws.com"}}}]})"},
    {"AWSLambda_ReadOnlyAccess", "/", 5, 1605647432, 1770919375,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [
 "cloudformation:DescribeStacks", "cloudformation:ListStacks",
 "cloudformation:ListStackResources", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics",
 "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "kms:ListAliases",
 "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy",
 "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:ListRoles",
 "logs:DescribeLogGroups", "lambda:Get*", "lambda:List*", "states:DescribeStateMachine",
 "states:ListStateMachines", "tag:GetResources", "xray:GetTraceSummaries", "xray:BatchGetTraces"],
 "Resource": "*"}, {"Effect": "Allow", "Action": ["logs:DescribeLogStreams", "logs:GetLogEvents",
 "logs:FilterLogEvents", "logs:StartQuery", "logs:StopQuery", "logs:DescribeQueries",
 "logs:GetLogGroupFields", "logs:GetLogRecord", "logs:GetQueryResults", "logs:StartLiveTail",
 "logs:StopLiveTail"], "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/*"}]})"},
    {"AWSLambdaBasicExecutionRole", "/service-role/", 1, 1428591823, 1428591823,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["logs:CreateLogGroup",
 "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}]})"},
    {"AWSLambdaDynamoDBExecutionRole", "/service-role/", 1, 1428592169, 1428592169,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["dynamodb:DescribeStream",
 "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams",
 "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}]})"},
    {"AWSLambdaExecute", "/", 1, 1423248046, 1423248046,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["logs:*"], "Resource":
 "arn:aws:logs:*:*:*"}, {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
 "Resource": "arn:aws:s3:::*"}]})"},
    {"AWSLambdaInvocation-DynamoDB", "/", 1, 1423248047, 1423248047,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["lambda:InvokeFunction"],
 "Resource": "*"}, {"Effect": "Allow", "Action": ["dynamodb:DescribeStream",
 "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"], "Resource": "*"}]})"},
    {"AWSLambdaSQSQueueExecutionRole", "/service-role/", 1, 1529013045, 1529013045,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sqs:ReceiveMessage",
 "sqs:DeleteMessage", "sqs:GetQueueAttributes", "logs:CreateLogGroup", "logs:CreateLogStream",
 "logs:PutLogEvents"], "Resource": "*"}]})"},
    {"AWSLambdaVPCAccessExecutionRole", "/service-role/", 3, 1455232526, 1704494306,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "AWSLambdaVPCAccessExecutionPermissions",
 "Effect": "Allow", "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents",
 "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
 "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
 "Resource": "*"}]})"},
    {"CloudWatchLogsFullAccess", "/", 8, 1423248002, 1770919233,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "CloudWatchLogsFullAccess", "Effect": "Allow",
 "Action": ["logs:*", "cloudwatch:GenerateQuery", "cloudwatch:GenerateQueryResultsSummary",
 "observabilityadmin:GetS3TableIntegration", "observabilityadmin:ListS3TableIntegrations",
 "observabilityadmin:ListTelemetryPipelines"], "Resource": "*"}]})"},
    {"CloudWatchLogsReadOnlyAccess", "/", 12, 1423248003, 1770919153,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "CloudWatchLogsReadOnlyAccess", "Effect": "Allow",
 "Action": ["logs:Describe*", "logs:Get*", "logs:List*", "logs:StartQuery", "logs:StopQuery",
 "logs:TestMetricFilter", "logs:FilterLogEvents", "logs:StartLiveTail", "logs:StopLiveTail",
 "cloudwatch:GenerateQuery", "cloudwatch:GenerateQueryResultsSummary",
 "observabilityadmin:ListS3TableIntegrations", "observabilityadmin:GetS3TableIntegration",
 "observabilityadmin:ListTelemetryPipelines"], "Resource": "*"}]})"},
    {"DynamoDBReplicationServiceRolePolicy", "/aws-service-role/", 8, 1510271734, 1704744636,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "DynamoDBActionsNeededForSteadyStateReplication",
 "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem",
 "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:UpdateTable", "dynamodb:Scan",
 "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
 "dynamodb:DescribeTimeToLive", "dynamodb:UpdateTimeToLive", "dynamodb:DescribeLimits",
 "dynamodb:GetResourcePolicy", "application-autoscaling:RegisterScalableTarget",
 "application-autoscaling:DescribeScalableTargets", "application-autoscaling:PutScalingPolicy",
 "application-autoscaling:DescribeScalingPolicies", "account:ListRegions"], "Resource": "*"}, {
 "Sid": "DynamoDBReplicationServiceRolePolicy", "Effect": "Allow", "Action": [
 "iam:CreateServiceLinkedRole"], "Resource": "*", "Condition": {"StringEquals": {
 "iam:AWSServiceName": ["dynamodb.application-autoscaling.amazonaws.com"]}}}]})"},
    {"IAMFullAccess", "/", 2, 1423248038, 1561146000,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:*",
 "organizations:DescribeAccount", "organizations:DescribeOrganization",
 "organizations:DescribeOrganizationalUnit", "organizations:DescribePolicy",
 "organizations:ListChildren", "organizations:ListParents", "organizations:ListPoliciesForTarget",
 "organizations:ListRoots", "organizations:ListPolicies", "organizations:ListTargetsForPolicy"],
 "Resource": "*"}]})"},
    {"IAMReadOnlyAccess", "/", 4, 1423248039, 1516907487,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [
 "iam:GenerateCredentialReport", "iam:GenerateServiceLastAccessedDetails", "iam:Get*",
 "iam:List*", "iam:SimulateCustomPolicy", "iam:SimulatePrincipalPolicy"], "Resource": "*"}]})"},
    {"PowerUserAccess", "/", 12, 1423247987, 1770919154,
     R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": ["iam:*",
 "organizations:*", "account:*"], "Resource": "*"}, {"Effect": "Allow", "Action": [
 "account:GetAccountInformation", "account:GetGovCloudAccountInformation",
 "account:GetPrimaryEmail", "account:ListRegions", "iam:CreateServiceLinkedRole",
 "iam:DeleteServiceLinkedRole", "iam:ListRoles", "organizations:DescribeEffectivePolicy",
 "organizations:DescribeOrganization"], "Resource": "*"}]})"},
    {"ReadOnlyAccess", "/", 182, 1423247988, 1775230032,
     R"({"Version": "2012-10-17", "Statement": [{"Sid": "ReadOnlyActionsGroup1", "Effect": "Allow",
 "Action": ["application-autoscaling:Describe*",
 "application-autoscaling:GetPredictiveScalingForecast",
 "application-autoscaling:ListTagsForResource", "cloudformation:BatchDescribeTypeConfigurations",
 "cloudformation:Describe*", "cloudformation:Detect*", "cloudformation:Estimate*",
 "cloudformation:Get*", "cloudformation:List*", "cloudformation:ValidateTemplate",
 "cloudtrail:Describe*", "cloudtrail:Get*", "cloudtrail:List*", "cloudtrail:LookupEvents",
 "cloudwatch:Describe*", "cloudwatch:GenerateQuery", "cloudwatch:GenerateQueryResultsSummary",
 "cloudwatch:Get*", "cloudwatch:List*", "dax:BatchGetItem", "dax:Describe*", "dax:GetItem",
 "dax:ListTags", "dax:Query", "dax:Scan", "dynamodb:BatchGet*", "dynamodb:Describe*",
 "dynamodb:Get*", "dynamodb:List*", "dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan",
 "ec2:Describe*", "ec2:DescribeInstanceImageMetadata", "ec2:Get*", "ec2:ListImagesInRecycleBin",
 "ec2:ListSnapshotsInRecycleBin", "ec2:SearchLocalGatewayRoutes",
 "ec2:SearchTransitGatewayRoutes", "ecr:BatchCheck*", "ecr:BatchGet*", "ecr:Describe*",
 "ecr:Get*", "ecr:List*", "ecs:Describe*", "ecs:List*", "elasticloadbalancing:Describe*",
 "iam:Generate*", "iam:Get*", "iam:List*", "iam:Simulate*"], "Resource": "*"}, {"Sid":
 "ReadOnlyActionsGroup2", "Effect": "Allow", "Action": ["kms:Describe*", "kms:Get*", "kms:List*",
 "lambda:Get*", "lambda:List*", "logs:Describe*", "logs:FilterLogEvents", "logs:Get*",
 "logs:ListAggregateLogGroupSummaries", "logs:ListAnomalies", "logs:ListEntitiesForLogGroup",
 "logs:ListIntegrations", "logs:ListLogAnomalyDetectors", "logs:ListLogDeliveries",
 "logs:ListLogGroupsForEntity", "logs:ListLogGroupsForQuery", "logs:ListScheduledQueries",
 "logs:ListSourcesForS3TableIntegration", "logs:ListTagsForResource", "logs:ListTagsLogGroup",
 "logs:StartLiveTail", "logs:StartQuery", "logs:StopLiveTail", "logs:StopQuery",
 "logs:TestMetricFilter", "s3:DescribeJob", "s3:Get*", "s3:List*", "sqs:Get*", "sqs:List*",
 "sqs:Receive*", "ssm:Describe*", "ssm:Get*", "ssm:List*", "sts:GetAccessKeyInfo",
 "sts:GetCallerIdentity", "sts:GetSessionToken", "tag:DescribeReportCreation", "tag:Get*"],
 "Resource": "*"}]})"},
};

/// `ANPA` and 17 characters that follow from the name: AWS's ids stay the same, and nobody asks for
/// theirs.
std::string id_of(std::string_view name) {
  constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string id = "ANPA";
  std::uint64_t hash = 0xcbf29ce484222325;
  for (int i = 0; i < 17; ++i) {
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    id += kBase32[hash >> 59];
  }
  return id;
}

ByName<ManagedPolicy> make_policies() {
  ByName<ManagedPolicy> policies;
  for (const Row& row : kRows) {
    ManagedPolicy policy;
    policy.name = row.name;
    policy.path = row.path;
    policy.id = id_of(row.name);
    policy.created = Timestamp(std::chrono::seconds(row.created));
    policy.updated = Timestamp(std::chrono::seconds(row.updated));
    policy.default_version = row.version;
    policy.versions.push_back({row.version, std::string(row.document), policy.updated});
    policies.emplace(row.name, std::move(policy));
  }
  return policies;
}

}  // namespace

const ByName<ManagedPolicy>& aws_policies() {
  static const ByName<ManagedPolicy> policies = make_policies();
  return policies;
}

const ManagedPolicy* find_aws_policy(std::string_view arn) {
  if (!arn.starts_with("arn:aws:iam::aws:policy/")) return nullptr;
  const auto found = aws_policies().find(arn.substr(arn.rfind('/') + 1));
  const bool same = found != aws_policies().end() && arn_of(kAwsAccount, found->second) == arn;
  return same ? &found->second : nullptr;
}

}  // namespace dynarock::iam
