/**
 * Columns of tables in Log Analytics, as far as saved queries can ask for them:
 * learn.microsoft.com/azure/azure-monitor/reference/tables/<table>
 */
export const logTables: Readonly<Record<string, readonly string[]>> = {
  AppDependencies:
    words(`AppRoleInstance AppRoleName AppVersion ClientIP ClientType Data DependencyType DurationMs Id
    ItemCount Measurements Name OperationId OperationName ParentId Properties ResultCode SDKVersion SessionId Success
    SyntheticSource Target TimeGenerated Type UserId`),
  AppExceptions:
    words(`AppRoleInstance AppRoleName AppVersion Assembly ClientIP ClientType Details ExceptionType
    HandledAt InnermostAssembly InnermostMessage InnermostMethod InnermostType ItemCount Measurements Message Method
    OperationId OperationName OuterAssembly OuterMessage OuterMethod OuterType ParentId ProblemId Properties SDKVersion
    SeverityLevel TimeGenerated Type UserId`),
  AppRequests:
    words(`AppRoleInstance AppRoleName AppVersion ClientIP ClientType DurationMs Id ItemCount Measurements
    Name OperationId OperationName ParentId Properties ResultCode SDKVersion SessionId Source Success SyntheticSource
    TimeGenerated Type Url UserId`),
  AzureDiagnostics: words(`CallerIPAddress Category CorrelationId DurationMs Level Message OperationName
    OperationVersion Resource ResourceGroup ResourceProvider ResourceType ResultDescription ResultSignature ResultType
    clientInfo_s httpStatusCode_d id_s identity_claim_appid_g identity_claim_ipaddr_s requestUri_s TimeGenerated Type`),
  CDBDataPlaneRequests: words(`AadAppliedRoleAssignmentId AadPrincipalId AccountName ActivityId AuthTokenType
    ClientIpAddress CollectionName ConnectionMode DatabaseName DurationMs KeyType OperationName PartitionId RegionName
    RequestCharge RequestLength RequestResourceId RequestResourceType ResponseLength StatusCode TimeGenerated Type
    UserAgent`),
  FunctionAppLogs:
    words(`ActivityId AppName Category EventId EventName ExceptionDetails ExceptionMessage ExceptionType
    FunctionInvocationId FunctionName HostInstanceId HostVersion Level LevelId Location Message ProcessId RoleInstance
    TimeGenerated Type`),
  StorageBlobLogs: words(`AccessTier AccountName AuthenticationHash AuthenticationType AuthorizationDetails
    CallerIpAddress Category ClientRequestId ConditionsUsed CorrelationId DurationMs Etag Location MetricResponseType
    ObjectKey OperationCount OperationName OperationVersion Protocol RequestBodySize RequesterAppId RequesterObjectId
    RequesterTenantId RequesterUpn ResponseBodySize ServerLatencyMs ServiceType StatusCode StatusText TimeGenerated
    TlsVersion Type Uri UserAgentHeader`),
};

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
