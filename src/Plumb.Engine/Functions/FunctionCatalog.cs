using System.Collections.Concurrent;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Engine.Functions.Collections;
using Plumb.Engine.Functions.Crypto;
using Plumb.Engine.Functions.Dates;
using Plumb.Engine.Functions.Encodings;
using Plumb.Engine.Functions.Filesystem;
using Plumb.Engine.Functions.Network;
using Plumb.Engine.Functions.Numeric;
using Plumb.Engine.Functions.RegularExpressions;
using Plumb.Engine.Functions.Strings;
using Plumb.Engine.Functions.Templates;
using Plumb.Engine.Functions.Types;

namespace Plumb.Engine.Functions;

/// <summary>
/// The language's functions by name. A function is made when first asked for: most runs use a handful, and starting up
/// must not cost the rest. Safe to use from several threads.
/// </summary>
public sealed class FunctionCatalog
{
    private const string CoreNamespace = "core::";

    private readonly ConcurrentDictionary<string, Function> _made = new(StringComparer.Ordinal);

    private FunctionCatalog(FunctionContext context) => Context = context;

    private delegate Function Factory(FunctionCatalog catalog);

    public FunctionContext Context { get; }

    /// <summary>Regular expressions that were parsed already, by any of the functions that use them.</summary>
    internal PatternCache Patterns { get; } = new();

    /// <summary>Every name without a namespace, in order; each exists as <c>core::name</c> too.</summary>
    public IEnumerable<string> Names => Table.Visible(Context).Order(StringComparer.Ordinal);

    public static FunctionCatalog Create(FunctionContext context) => new(context);

    /// <summary>All functions, in the order of their names.</summary>
    public static IReadOnlyList<Function> All(FunctionContext context)
    {
        var catalog = Create(context);
        return [.. catalog.Names.Select(catalog.Find).OfType<Function>()];
    }

    /// <summary>The function of a name as called, <c>abs</c> or <c>core::abs</c>; null if there is none.</summary>
    public Function? Find(string name)
    {
        if (name.StartsWith(CoreNamespace, StringComparison.Ordinal)) name = name[CoreNamespace.Length..];
        if (_made.TryGetValue(name, out var made)) return made;
        if (!Table.ByName.TryGetValue(name, out var factory) || !Table.IsVisible(name, Context)) return null;
        // Two threads may both make it; one of the equal functions is kept.
        return _made.GetOrAdd(name, static (_, a) => a.factory(a.catalog), (factory, catalog: this));
    }

    /// <summary>The visible list: a function has its line here, under the folder it is in.</summary>
    private static class Table
    {
        internal static readonly Dictionary<string, Factory> ByName = new(160, StringComparer.Ordinal)
        {
            // Collections
            ["alltrue"] = _ => TruthFunctions.CreateAllTrue(),
            ["anytrue"] = _ => TruthFunctions.CreateAnyTrue(),
            ["chunklist"] = _ => ChunkListFunction.Create(),
            ["coalesce"] = _ => CoalesceFunction.Create(),
            ["coalescelist"] = _ => CoalesceListFunction.Create(),
            ["compact"] = _ => CompactFunction.Create(),
            ["concat"] = _ => ConcatFunction.Create(),
            ["contains"] = _ => ContainsFunction.Create(),
            ["distinct"] = _ => DistinctFunction.Create(),
            ["element"] = _ => ElementFunction.Create(),
            ["flatten"] = _ => FlattenFunction.Create(),
            ["index"] = _ => IndexFunction.Create(),
            ["keys"] = _ => KeysFunction.Create(),
            ["length"] = _ => LengthFunction.Create(),
            ["list"] = _ => RemovedFunctions.CreateList(),
            ["lookup"] = _ => LookupFunction.Create(),
            ["map"] = _ => RemovedFunctions.CreateMap(),
            ["matchkeys"] = _ => MatchKeysFunction.Create(),
            ["merge"] = _ => MergeFunction.Create(),
            ["one"] = _ => OneFunction.Create(),
            ["range"] = _ => RangeFunction.Create(),
            ["reverse"] = _ => ReverseFunction.Create(),
            ["setintersection"] = _ => SetFunctions.CreateIntersection(),
            ["setproduct"] = _ => SetProductFunction.Create(),
            ["setsubtract"] = _ => SetFunctions.CreateSubtract(),
            ["setunion"] = _ => SetFunctions.CreateUnion(),
            ["slice"] = _ => SliceFunction.Create(),
            ["sort"] = _ => SortFunction.Create(),
            ["transpose"] = _ => TransposeFunction.Create(),
            ["values"] = _ => ValuesFunction.Create(),
            ["zipmap"] = _ => ZipMapFunction.Create(),

            // Crypto
            ["base64sha256"] = c => HashFunctions.Create("base64sha256", c.Context),
            ["base64sha512"] = c => HashFunctions.Create("base64sha512", c.Context),
            ["bcrypt"] = c => BcryptFunction.Create(c.Context),
            ["filebase64sha256"] = c => HashFunctions.Create("filebase64sha256", c.Context),
            ["filebase64sha512"] = c => HashFunctions.Create("filebase64sha512", c.Context),
            ["filemd5"] = c => HashFunctions.Create("filemd5", c.Context),
            ["filesha1"] = c => HashFunctions.Create("filesha1", c.Context),
            ["filesha256"] = c => HashFunctions.Create("filesha256", c.Context),
            ["filesha512"] = c => HashFunctions.Create("filesha512", c.Context),
            ["md5"] = c => HashFunctions.Create("md5", c.Context),
            ["rsadecrypt"] = _ => RsaDecryptFunction.Create(),
            ["sha1"] = c => HashFunctions.Create("sha1", c.Context),
            ["sha256"] = c => HashFunctions.Create("sha256", c.Context),
            ["sha512"] = c => HashFunctions.Create("sha512", c.Context),
            ["uuid"] = c => UuidFunctions.CreateUuid(c.Context),
            ["uuidv5"] = _ => UuidFunctions.CreateUuidV5(),

            // Dates
            ["formatdate"] = _ => TimeFunctions.CreateFormatDate(),
            ["plantimestamp"] = c => ClockFunctions.CreatePlanTimestamp(c.Context),
            ["timeadd"] = _ => TimeFunctions.CreateTimeAdd(),
            ["timecmp"] = _ => TimeFunctions.CreateTimeCmp(),
            ["timestamp"] = c => ClockFunctions.CreateTimestamp(c.Context),

            // Encodings
            ["base64decode"] = _ => Base64Functions.CreateBase64Decode(),
            ["base64encode"] = _ => Base64Functions.CreateBase64Encode(),
            ["base64gunzip"] = _ => GzipFunctions.CreateBase64Gunzip(),
            ["base64gzip"] = _ => GzipFunctions.CreateBase64Gzip(),
            ["csvdecode"] = _ => CsvDecodeFunction.Create(),
            ["jsondecode"] = _ => JsonFunctions.CreateJsonDecode(),
            ["jsonencode"] = _ => JsonFunctions.CreateJsonEncode(),
            ["textdecodebase64"] = _ => TextEncodingFunctions.CreateTextDecodeBase64(),
            ["textencodebase64"] = _ => TextEncodingFunctions.CreateTextEncodeBase64(),
            ["urldecode"] = _ => UrlFunctions.CreateUrlDecode(),
            ["urlencode"] = _ => UrlFunctions.CreateUrlEncode(),
            ["yamldecode"] = _ => YamlFunctions.CreateYamlDecode(),
            ["yamlencode"] = _ => YamlFunctions.CreateYamlEncode(),

            // Filesystem
            ["abspath"] = c => PathFunctions.CreateAbsPath(c.Context),
            ["basename"] = _ => PathFunctions.CreateBaseName(),
            ["dirname"] = _ => PathFunctions.CreateDirName(),
            ["file"] = c => FileFunctions.CreateFile(c.Context),
            ["filebase64"] = c => FileFunctions.CreateFileBase64(c.Context),
            ["fileexists"] = c => FileExistsFunction.Create(c.Context),
            ["fileset"] = c => FileSetFunction.Create(c.Context),
            ["pathexpand"] = c => PathFunctions.CreatePathExpand(c.Context),
            ["templatefile"] = TemplateFileFunction.Create,

            // Network
            ["cidrcontains"] = _ => CidrContainsFunction.Create(),
            ["cidrhost"] = _ => CidrHostFunction.Create(),
            ["cidrnetmask"] = _ => CidrNetmaskFunction.Create(),
            ["cidrsubnet"] = _ => CidrSubnetFunction.Create(),
            ["cidrsubnets"] = _ => CidrSubnetsFunction.Create(),

            // Numeric
            ["abs"] = _ => AbsFunction.Create(),
            ["ceil"] = _ => RoundingFunctions.CreateCeil(),
            ["floor"] = _ => RoundingFunctions.CreateFloor(),
            ["log"] = _ => ExponentialFunctions.CreateLog(),
            ["max"] = _ => ExtremeFunctions.CreateMax(),
            ["min"] = _ => ExtremeFunctions.CreateMin(),
            ["parseint"] = _ => ParseIntFunction.Create(),
            ["pow"] = _ => ExponentialFunctions.CreatePow(),
            ["signum"] = _ => SignumFunction.Create(),
            ["sum"] = _ => SumFunction.Create(),

            // RegularExpressions
            ["regex"] = c => RegexFunctions.CreateRegex(c.Patterns),
            ["regexall"] = c => RegexFunctions.CreateRegexAll(c.Patterns),

            // Strings
            ["chomp"] = _ => TrimFunctions.CreateChomp(),
            ["endswith"] = _ => SearchFunctions.CreateEndsWith(),
            ["format"] = _ => FormatFunctions.CreateFormat(),
            ["formatlist"] = _ => FormatFunctions.CreateFormatList(),
            ["indent"] = _ => IndentFunction.Create(),
            ["join"] = _ => JoinFunction.Create(),
            ["lower"] = _ => CaseFunctions.CreateLower(),
            ["replace"] = c => ReplaceFunction.Create(c.Patterns),
            ["split"] = _ => SplitFunction.Create(),
            ["startswith"] = _ => SearchFunctions.CreateStartsWith(),
            ["strcontains"] = _ => SearchFunctions.CreateStrContains(),
            ["strrev"] = _ => GraphemeFunctions.CreateStrRev(),
            ["substr"] = _ => GraphemeFunctions.CreateSubstr(),
            ["title"] = _ => CaseFunctions.CreateTitle(),
            ["trim"] = _ => TrimFunctions.CreateTrim(),
            ["trimprefix"] = _ => TrimFunctions.CreateTrimPrefix(),
            ["trimspace"] = _ => TrimFunctions.CreateTrimSpace(),
            ["trimsuffix"] = _ => TrimFunctions.CreateTrimSuffix(),
            ["upper"] = _ => CaseFunctions.CreateUpper(),

            // Templates
            ["templatestring"] = c => TemplateStringFunction.Create(c),

            // Types
            ["assumeequal"] = _ => AssumptionFunctions.CreateEqual(),
            ["assumelistlength"] = _ => AssumptionFunctions.CreateLength("assumelistlength", DataType.List(DataType.Dynamic), hasMin: true, hasMax: true),
            ["assumelistlengthmax"] = _ => AssumptionFunctions.CreateLength("assumelistlengthmax", DataType.List(DataType.Dynamic), hasMin: false, hasMax: true),
            ["assumelistlengthmin"] = _ => AssumptionFunctions.CreateLength("assumelistlengthmin", DataType.List(DataType.Dynamic), hasMin: true, hasMax: false),
            ["assumemaplength"] = _ => AssumptionFunctions.CreateLength("assumemaplength", DataType.Map(DataType.Dynamic), hasMin: true, hasMax: true),
            ["assumemaplengthmax"] = _ => AssumptionFunctions.CreateLength("assumemaplengthmax", DataType.Map(DataType.Dynamic), hasMin: false, hasMax: true),
            ["assumemaplengthmin"] = _ => AssumptionFunctions.CreateLength("assumemaplengthmin", DataType.Map(DataType.Dynamic), hasMin: true, hasMax: false),
            ["assumesetlength"] = _ => AssumptionFunctions.CreateLength("assumesetlength", DataType.Set(DataType.Dynamic), hasMin: true, hasMax: true),
            ["assumesetlengthmax"] = _ => AssumptionFunctions.CreateLength("assumesetlengthmax", DataType.Set(DataType.Dynamic), hasMin: false, hasMax: true),
            ["assumesetlengthmin"] = _ => AssumptionFunctions.CreateLength("assumesetlengthmin", DataType.Set(DataType.Dynamic), hasMin: true, hasMax: false),
            ["assumenotnull"] = _ => AssumptionFunctions.CreateNotNull(),
            ["assumestringprefix"] = _ => AssumptionFunctions.CreateStringPrefix(),
            ["can"] = _ => ExpressionFunctionSignatures.CreateCan(),
            ["convert"] = _ => ExpressionFunctionSignatures.CreateConvert(),
            ["ephemeralasnull"] = _ => EphemeralAsNullFunction.Create(),
            ["issensitive"] = _ => SensitivityFunctions.CreateIsSensitive(),
            ["nonsensitive"] = _ => SensitivityFunctions.CreateNonsensitive(),
            ["sensitive"] = _ => SensitivityFunctions.CreateSensitive(),
            ["tobool"] = _ => ConversionFunctions.CreateToBool(),
            ["tolist"] = _ => ConversionFunctions.CreateToList(),
            ["tomap"] = _ => ConversionFunctions.CreateToMap(),
            ["tonumber"] = _ => ConversionFunctions.CreateToNumber(),
            ["toset"] = _ => ConversionFunctions.CreateToSet(),
            ["tostring"] = _ => ConversionFunctions.CreateToString(),
            ["try"] = _ => ExpressionFunctionSignatures.CreateTry(),
            ["type"] = _ => TypeFunction.Create(),
        };

        internal static IEnumerable<string> Visible(FunctionContext context) => ByName.Keys.Where(name => IsVisible(name, context));

        internal static bool IsVisible(string name, FunctionContext context) => name switch
        {
            "type" => context.IsConsole,
            "plantimestamp" => !context.IsConsole,
            _ => true,
        };
    }
}
