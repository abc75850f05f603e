using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Configuration;

/// <summary>What can be wrong with one module, told from its files alone. Some summaries name what they are about; those here are their general form.</summary>
public static class ConfigurationRules
{
    // Values of arguments
    public static readonly DiagnosticRule UnsuitableValueType = Error("CFG010", "Unsuitable value type");
    public static readonly DiagnosticRule InvalidExpression = Error("CFG011", "Invalid expression");
    public static readonly DiagnosticRule QuotedReference = Warning("CFG012", "Quoted references are deprecated");
    public static readonly DiagnosticRule QuotedKeyword = Warning("CFG013", "Quoted keywords are deprecated");
    public static readonly DiagnosticRule DuplicateArgument = Error("CFG014", "Duplicate argument");
    public static readonly DiagnosticRule InvalidVersionConstraint = Error("CFG015", "Invalid version constraint");

    // Names
    public static readonly DiagnosticRule InvalidVariableName = Error("CFG020", "Invalid variable name");
    public static readonly DiagnosticRule InvalidOutputName = Error("CFG021", "Invalid output name");
    public static readonly DiagnosticRule InvalidLocalName = Error("CFG022", "Invalid local value name");
    public static readonly DiagnosticRule InvalidModuleName = Error("CFG023", "Invalid module instance name");
    public static readonly DiagnosticRule InvalidResourceTypeName = Error("CFG024", "Invalid resource type name");
    public static readonly DiagnosticRule InvalidResourceName = Error("CFG025", "Invalid resource name");
    public static readonly DiagnosticRule InvalidDataSourceName = Error("CFG026", "Invalid data source name");
    public static readonly DiagnosticRule InvalidDataResourceName = Error("CFG027", "Invalid data resource name");
    public static readonly DiagnosticRule InvalidEphemeralTypeName = Error("CFG028", "Invalid ephemeral resource type");
    public static readonly DiagnosticRule InvalidEphemeralName = Error("CFG029", "Invalid ephemeral resource name");
    public static readonly DiagnosticRule InvalidCheckName = Error("CFG030", "Invalid check block name");
    public static readonly DiagnosticRule InvalidAlias = Error("CFG031", "Invalid provider configuration alias");
    public static readonly DiagnosticRule InvalidProviderLocalName = Error("CFG032", "Invalid provider local name");

    // Declarations that exist already
    public static readonly DiagnosticRule DuplicateVariable = Error("CFG040", "Duplicate variable declaration");
    public static readonly DiagnosticRule DuplicateLocal = Error("CFG041", "Duplicate local value definition");
    public static readonly DiagnosticRule DuplicateOutput = Error("CFG042", "Duplicate output definition");
    public static readonly DiagnosticRule DuplicateModuleCall = Error("CFG043", "Duplicate module call");
    public static readonly DiagnosticRule DuplicateProvider = Error("CFG044", "Duplicate provider configuration");
    public static readonly DiagnosticRule DuplicateProviderMeta = Error("CFG045", "Duplicate provider_meta block");
    public static readonly DiagnosticRule DuplicateResource = Error("CFG046", "Duplicate resource configuration");
    public static readonly DiagnosticRule DuplicateData = Error("CFG047", "Duplicate data configuration");
    public static readonly DiagnosticRule DuplicateEphemeral = Error("CFG048", "Duplicate ephemeral resource configuration");
    public static readonly DiagnosticRule DuplicateCheck = Error("CFG049", "Duplicate check configuration");
    public static readonly DiagnosticRule DuplicateImport = Error("CFG050", "Duplicate import configuration");
    public static readonly DiagnosticRule DuplicateRequiredProviders = Error("CFG051", "Duplicate required providers configuration");
    public static readonly DiagnosticRule DuplicateBackend = Error("CFG052", "Duplicate backend configuration");
    public static readonly DiagnosticRule DuplicateCloud = Error("CFG053", "Duplicate HCP Terraform configurations");
    public static readonly DiagnosticRule DuplicateLifecycle = Error("CFG054", "Duplicate lifecycle block");
    public static readonly DiagnosticRule DuplicateConnection = Error("CFG055", "Duplicate connection block");
    public static readonly DiagnosticRule DuplicateEscape = Error("CFG056", "Duplicate escaping block");
    public static readonly DiagnosticRule DuplicatePassedProvider = Error("CFG057", "Duplicate provider address");

    // The terraform block
    public static readonly DiagnosticRule BackendAndCloud = Error("CFG060", "Both a backend and cloud configuration are present");
    public static readonly DiagnosticRule MisplacedRequiredProviders = Error("CFG061", "Invalid required_providers block");
    public static readonly DiagnosticRule InvalidRequiredVersion = Error("CFG062", "Invalid required_version constraint");
    public static readonly DiagnosticRule UnsupportedVersion = Error("CFG063", "Unsupported Terraform Core version");
    public static readonly DiagnosticRule InvalidEdition = Error("CFG064", "Invalid language edition");
    public static readonly DiagnosticRule IncompatibleModule = Error("CFG300", "Incompatible module");
    public static readonly DiagnosticRule IneffectiveVersion = Warning("CFG301", "Ineffective version constraint");
    public static readonly DiagnosticRule UnsupportedEdition = Error("CFG065", "Unsupported language edition");
    public static readonly DiagnosticRule InvalidExperiment = Error("CFG066", "Invalid experiment keyword");
    public static readonly DiagnosticRule UnknownExperiment = Error("CFG067", "Unknown experiment keyword");
    public static readonly DiagnosticRule ExperimentsUnavailable = Error("CFG068", "Module uses experimental features");
    public static readonly DiagnosticRule EncryptionUnsupported = Error("CFG069", "Encryption is not supported");
    public static readonly DiagnosticRule StateStoreUnsupported = Error("CFG282", "State stores are not supported");

    // Providers
    public static readonly DiagnosticRule InvalidRequiredProviders = Error("CFG070", "Invalid required_providers object");
    public static readonly DiagnosticRule InvalidAttribute = Error("CFG071", "Invalid Attribute");
    public static readonly DiagnosticRule InvalidProviderSource = Error("CFG072", "Invalid source");
    public static readonly DiagnosticRule InvalidProviderName = Error("CFG073", "Invalid provider name");
    public static readonly DiagnosticRule InvalidSourceString = Error("CFG074", "Invalid provider source string");
    public static readonly DiagnosticRule InvalidSourceHost = Error("CFG075", "Invalid provider source hostname");
    public static readonly DiagnosticRule InvalidProviderNamespace = Error("CFG076", "Invalid provider namespace");
    public static readonly DiagnosticRule InvalidProviderType = Error("CFG077", "Invalid provider type");
    public static readonly DiagnosticRule InvalidConfigurationAliases = Error("CFG078", "Invalid configuration_aliases value");
    public static readonly DiagnosticRule InvalidProviderReference = Error("CFG079", "Invalid provider configuration reference");
    public static readonly DiagnosticRule VersionInProvider = Warning("CFG080", "Version constraints inside provider configuration blocks are deprecated");
    public static readonly DiagnosticRule ReservedProviderArgument = Error("CFG081", "Reserved argument name in provider block");
    public static readonly DiagnosticRule ReservedProviderBlock = Error("CFG082", "Reserved block type name in provider block");
    public static readonly DiagnosticRule AliasRequired = Error("CFG083", "Alias required when using \"for_each\"");

    // Variables and outputs
    public static readonly DiagnosticRule InvalidDefault = Error("CFG092", "Invalid default value for variable");
    public static readonly DiagnosticRule InvalidValidationCondition = Error("CFG093", "Invalid variable validation condition");
    public static readonly DiagnosticRule InvalidDeprecatedValue = Error("CFG094", "Invalid `deprecated` value");
    public static readonly DiagnosticRule InvalidDeprecatedAttribute = Error("CFG095", "Invalid `deprecated` attribute");
    public static readonly DiagnosticRule NoPostconditions = Error("CFG096", "Postconditions are not allowed");

    // Conditions and checks
    public static readonly DiagnosticRule InvalidCheckExpression = Error("CFG200", "Invalid condition expression");
    public static readonly DiagnosticRule SelfReferenceInCheck = Error("CFG201", "Invalid reference in condition");
    public static readonly DiagnosticRule NoAssertions = Error("CFG202", "Zero assert blocks");
    public static readonly DiagnosticRule SeveralScopedData = Error("CFG203", "Multiple data resource blocks");
    public static readonly DiagnosticRule InvalidScopedArgument = Error("CFG204", "Invalid repetition of a nested data block");
    public static readonly DiagnosticRule InvalidLifecycleBlock = Error("CFG205", "Invalid lifecycle block");

    // Resources and module calls
    public static readonly DiagnosticRule CountAndForEach = Error("CFG210", "Invalid combination of \"count\" and \"for_each\"");
    public static readonly DiagnosticRule EnabledAndOther = Error("CFG211", "Invalid combination of repetition arguments");
    public static readonly DiagnosticRule ReservedResourceBlock = Error("CFG212", "Reserved block type name in resource block");
    public static readonly DiagnosticRule ReservedDataBlock = Error("CFG213", "Reserved block type name in data block");
    public static readonly DiagnosticRule ReservedEphemeralBlock = Error("CFG214", "Reserved block type name in ephemeral block");
    public static readonly DiagnosticRule ReservedModuleBlock = Error("CFG215", "Reserved block type name in module block");
    public static readonly DiagnosticRule ReservedProvisionerBlock = Error("CFG216", "Reserved block type name in provisioner block");
    public static readonly DiagnosticRule InvalidDataLifecycle = Error("CFG217", "Invalid data resource lifecycle argument");
    public static readonly DiagnosticRule InvalidEphemeralLifecycle = Error("CFG218", "Invalid ephemeral resource lifecycle argument");
    public static readonly DiagnosticRule IgnoreChangesWildcard = Error("CFG219", "Invalid ignore_changes wildcard");
    public static readonly DiagnosticRule IgnoreChangesMixed = Error("CFG220", "Invalid ignore_changes ruleset");
    public static readonly DiagnosticRule EachInTriggers = Error("CFG221", "Invalid each reference in replace_triggered_by expression");
    public static readonly DiagnosticRule CountInTriggers = Error("CFG222", "Invalid count reference in replace_triggered_by expression");
    public static readonly DiagnosticRule OtherInTriggers = Error("CFG223", "Invalid reference in replace_triggered_by expression");
    public static readonly DiagnosticRule InvalidTriggers = Error("CFG224", "Invalid replace_triggered_by expression");
    public static readonly DiagnosticRule RemovedProvisioner = Error("CFG225", "Provisioner has been removed");
    public static readonly DiagnosticRule InvalidWhen = Error("CFG226", "Invalid \"when\" keyword");
    public static readonly DiagnosticRule InvalidOnFailure = Error("CFG227", "Invalid \"on_failure\" keyword");
    public static readonly DiagnosticRule DestroyReference = Error("CFG228", "Invalid reference from destroy provisioner");

    // Moved, removed, import
    public static readonly DiagnosticRule InvalidMovedAddresses = Error("CFG230", "Invalid \"moved\" addresses");
    public static readonly DiagnosticRule ModuleKeyNotAllowed = Error("CFG231", "Module instance keys not allowed");
    public static readonly DiagnosticRule ResourceKeyNotAllowed = Error("CFG232", "Resource instance keys not allowed");
    public static readonly DiagnosticRule DataNotRemovable = Error("CFG233", "Data source address not allowed");
    public static readonly DiagnosticRule EphemeralNotRemovable = Error("CFG234", "Ephemeral resource address not allowed");
    public static readonly DiagnosticRule InvalidRemovedProvisioner = Error("CFG235", "Invalid provisioner block");
    public static readonly DiagnosticRule InvalidRemovedConnection = Error("CFG236", "Invalid connection block");
    public static readonly DiagnosticRule MissingImportId = Error("CFG237", "Missing required argument");
    public static readonly DiagnosticRule ConflictingImport = Error("CFG238", "Conflicting import arguments");
    public static readonly DiagnosticRule InvalidImportAddress = Error("CFG239", "Invalid import address");
    public static readonly DiagnosticRule InvalidImportProvider = Error("CFG240", "Invalid import provider argument");

    // Override files
    public static readonly DiagnosticRule CannotOverride = Error("CFG250", "Block cannot be overridden");
    public static readonly DiagnosticRule UnsupportedOverride = Error("CFG251", "Unsupported override");
    public static readonly DiagnosticRule NoVariableToOverride = Error("CFG252", "Missing base variable declaration to override");
    public static readonly DiagnosticRule NoLocalToOverride = Error("CFG253", "Missing base local value definition to override");
    public static readonly DiagnosticRule NoOutputToOverride = Error("CFG254", "Missing base output definition to override");
    public static readonly DiagnosticRule NoModuleToOverride = Error("CFG255", "Missing module call to override");
    public static readonly DiagnosticRule NoResourceToOverride = Error("CFG256", "Missing resource to override");
    public static readonly DiagnosticRule NoDataToOverride = Error("CFG257", "Missing data resource to override");
    public static readonly DiagnosticRule NoEphemeralToOverride = Error("CFG258", "Missing ephemeral resource to override");
    public static readonly DiagnosticRule NoProviderToOverride = Error("CFG259", "Missing base provider configuration for override");

    // Lists and actions
    public static readonly DiagnosticRule InvalidListType = Error("CFG270", "Invalid list resource type name");
    public static readonly DiagnosticRule InvalidListName = Error("CFG271", "Invalid list name");
    public static readonly DiagnosticRule InvalidActionType = Error("CFG272", "Invalid action type name");
    public static readonly DiagnosticRule InvalidActionName = Error("CFG273", "Invalid action name");
    public static readonly DiagnosticRule DuplicateList = Error("CFG274", "Duplicate list");
    public static readonly DiagnosticRule DuplicateAction = Error("CFG275", "Duplicate action");
    public static readonly DiagnosticRule DuplicateConfig = Error("CFG276", "Duplicate config block");
    public static readonly DiagnosticRule InvalidTriggerEvent = Error("CFG277", "Invalid event of an action trigger");
    public static readonly DiagnosticRule InvalidTriggerAction = Error("CFG278", "Invalid action of an action trigger");
    public static readonly DiagnosticRule InvalidTriggerFailure = Error("CFG279", "Invalid on_failure of an action trigger");
    public static readonly DiagnosticRule TriggerNotManaged = Error("CFG280", "Invalid action trigger");
    public static readonly DiagnosticRule NoActionToOverride = Error("CFG281", "Missing action to override");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);

    private static DiagnosticRule Warning(string code, string summary) => new(code, Severity.Warning, summary);
}
