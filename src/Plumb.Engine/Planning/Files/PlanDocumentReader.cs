using System.Globalization;
using System.Text.Json;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning.Files;

/// <summary>Reads what <see cref="PlanDocumentWriter"/> wrote. A fault is an exception that the plan file's reader tells as damage.</summary>
internal sealed class PlanDocumentReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonValueCodec.ReaderOptions.MaxDepth + 64 };

    private readonly PlannedValueReader _values;

    private PlanDocumentReader(PlannedValueReader values) => _values = values;

    /// <summary>Providers and the language may do otherwise in another version, so a plan is for the one that made it.</summary>
    public static bool IsOfThisVersion(byte[] document, string name, DiagnosticBag diagnostics)
    {
        using var json = JsonDocument.Parse(document, Options);
        var version = Text(json.RootElement, "version");
        if (json.RootElement.GetProperty("format").GetInt32() == PlanDocumentWriter.Format && version == LanguageVersion.Text) return true;
        diagnostics.Add(new Diagnostic(PlanFileRules.OtherVersion, null,
            $"{name} was made by version {version}, and can be applied only by the version that made it; this is {LanguageVersion.Text}.")
        {
            Help = "Make the plan again with this version.",
        });
        return false;
    }

    public static Plan Read(byte[] document, StateDocument prior, StateDocument previous)
    {
        using var json = JsonDocument.Parse(document, Options);
        var root = json.RootElement;
        var reader = new PlanDocumentReader(new PlannedValueReader(root.GetProperty("types")));
        StateValues.Decode(prior, root.GetProperty("prior_types"), reader._values);
        StateValues.Decode(previous, root.GetProperty("previous_types"), reader._values);
        return reader.Read(root, prior, previous);
    }

    private Plan Read(JsonElement root, StateDocument prior, StateDocument previous) => new()
    {
        Mode = Name<PlanMode>(root, "mode"),
        Variables = root.GetProperty("variables").EnumerateObject().ToDictionary(v => v.Name, v => _values.Read(v.Value)),
        EphemeralVariables = Texts(root, "ephemeral_variables"),
        Changes = [.. root.GetProperty("changes").EnumerateArray().Select(ReadChange)],
        Drift = [.. root.GetProperty("drift").EnumerateArray().Select(ReadChange)],
        Deferred = [.. root.GetProperty("deferred").EnumerateArray().Select(d => new DeferredChange(Name<DeferredReason>(d, "reason"), ReadChange(d.GetProperty("change"))))],
        Actions = [.. root.GetProperty("actions").EnumerateArray().Select(ReadAction)],
        DeferredActions = [.. root.GetProperty("deferred_actions").EnumerateArray().Select(a => new DeferredAction(Name<DeferredReason>(a, "deferred"), ReadAction(a)))],
        DeferralAllowed = root.GetProperty("deferral_allowed").GetBoolean(),
        Outputs = [.. root.GetProperty("outputs").EnumerateArray().Select(ReadOutput)],
        PriorState = prior,
        PreviousState = previous,
        Targets = Texts(root, "targets"),
        Excludes = Texts(root, "excludes"),
        ForcedReplacements = Texts(root, "replace"),
        RelevantAttributes = [.. root.GetProperty("relevant").EnumerateArray().Select(r => new RelevantAttribute(Address(Text(r, "address")), _values.ReadPath(r.GetProperty("path"))))],
        Timestamp = DateTimeOffset.ParseExact(Text(root, "timestamp"), "O", CultureInfo.InvariantCulture),
        Workspace = Text(root, "workspace"),
        Errored = root.GetProperty("errored").GetBoolean(),
        Applyable = root.GetProperty("applyable").GetBoolean(),
        Complete = root.GetProperty("complete").GetBoolean(),
    };

    private ResourceChange ReadChange(JsonElement json)
    {
        var address = Address(Text(json, "address"));
        return new ResourceChange
        {
            Address = address,
            PreviousAddress = OptionalText(json, "previous_address") is { } before ? Address(before) : address,
            DeposedKey = OptionalText(json, "deposed"),
            Provider = Provider(Text(json, "provider")),
            ProviderKey = ReadKey(json, "provider_key"),
            Action = Name<ChangeAction>(json, "action"),
            Reason = Name<ChangeReason>(json, "reason"),
            Before = _values.Read(json.GetProperty("before")),
            After = _values.Read(json.GetProperty("after")),
            ReplacePaths = [.. json.GetProperty("replace_paths").EnumerateArray().Select(_values.ReadPath)],
            PlannedPrivate = json.TryGetProperty("private", out var secret) ? secret.GetBytesFromBase64() : default(ReadOnlyMemory<byte>),
            BeforeIdentity = _values.ReadOptional(json, "before_identity"),
            AfterIdentity = _values.ReadOptional(json, "after_identity"),
            Importing = json.TryGetProperty("importing", out var importing)
                ? new ImportingObject(OptionalText(importing, "id"), _values.ReadOptional(importing, "identity"), importing.GetProperty("unknown").GetBoolean())
                : null,
            GeneratedConfig = OptionalText(json, "generated_config"),
            ConfigUnknown = json.GetProperty("config_unknown").GetBoolean(),
            CreateBeforeDestroy = json.GetProperty("create_before_destroy").GetBoolean(),
            Dependencies = [.. Texts(json, "dependencies").Select(d => DependencyNames.Parse(d) ?? throw new FormatException($"\"{d}\" is no address of a resource."))],
        };
    }

    private ActionInvocation ReadAction(JsonElement json) => new()
    {
        Address = Address(Text(json, "address")),
        Provider = Provider(Text(json, "provider")),
        ProviderKey = ReadKey(json, "provider_key"),
        Config = _values.Read(json.GetProperty("config")),
        Cause = json.TryGetProperty("cause", out var cause)
            ? new ActionCause(Address(Text(cause, "object")), Name<ActionEvent>(cause, "event"), cause.GetProperty("trigger").GetInt32(), cause.GetProperty("action").GetInt32())
            : null,
    };

    private OutputChange ReadOutput(JsonElement json) => new(
        Text(json, "name"), Name<ChangeAction>(json, "action"), _values.Read(json.GetProperty("before")), _values.Read(json.GetProperty("after")), json.GetProperty("sensitive").GetBoolean());

    private static InstanceKey ReadKey(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var key)) return InstanceKey.None;
        return key.ValueKind == JsonValueKind.Number ? InstanceKey.Of(key.GetInt32()) : InstanceKey.Of(key.GetString() ?? "");
    }

    private static ResourceInstanceAddress Address(string text) =>
        AddressParser.TryParsePlanned(text, out var address, out var error) ? address : throw new FormatException($"\"{text}\" is no address: {error}");

    private static ProviderConfigAddress Provider(string text) =>
        AddressParser.TryParseProviderConfig(text, out var address, out var error) ? address : throw new FormatException($"\"{text}\" is no provider: {error}");

    private static T Name<T>(JsonElement json, string name) where T : struct, Enum =>
        Enum.TryParse<T>(Text(json, name), out var value) && Enum.IsDefined(value) ? value : throw new FormatException($"\"{Text(json, name)}\" is no {name}.");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is missing.");

    private static string? OptionalText(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string[] Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(t => t.GetString() ?? "")];
}
