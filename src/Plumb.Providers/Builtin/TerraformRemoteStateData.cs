using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Builtin;

/// <summary><c>terraform_remote_state</c>: the root outputs of another configuration, read from its state. Reads states that are local files.</summary>
public sealed class TerraformRemoteStateData : DataSource
{
    private const string DefaultWorkspace = "default";
    private static readonly string[] LocalArguments = ["path", "workspace_dir"];

    public override string Type => "terraform_remote_state";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes =
        [
            Arguments.Required("backend", DataType.String, "The kind of backend that keeps the state."),
            Arguments.Optional("config", DataType.Dynamic, "The configuration of the backend, as an object."),
            Arguments.Optional("defaults", DataType.Dynamic, "Values of outputs that the state does not have."),
            Arguments.Computed("outputs", DataType.Dynamic, "The outputs of the root module."),
            Arguments.Optional("workspace", DataType.String, "The workspace whose state to read."),
        ],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new(Check(call.Config));

    public override ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation) => new(Read(call.Config));

    private static IReadOnlyList<ProviderDiagnostic> Check(ObjectValue config) =>
        [.. CheckBackend(config), .. CheckConfig(config), .. CheckDefaults(config)];

    private ReadDataResponse Read(ObjectValue config)
    {
        if (Check(config) is { Count: > 0 } problems) return Failed([.. problems]);
        var path = PathOf(config);
        try
        {
            var diagnostics = new DiagnosticBag();
            var state = StateReader.Read(File.ReadAllBytes(path), path, diagnostics);
            if (state is null) return Failed([.. diagnostics.Select(d => ProviderDiagnostic.Error(d.Summary, d.Detail))]);
            return new ReadDataResponse(config.With("outputs", Outputs(config, state)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(ProviderDiagnostic.Error("Unable to find remote state",
                $"No stored state was found for the given workspace in the given backend: there is no file {path}."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Failed(ProviderDiagnostic.Error("Error loading state error", $"The state {path} could not be read: {e.Message}"));
        }
    }

    private static ObjectValue Outputs(ObjectValue config, StateDocument state)
    {
        var outputs = new Dictionary<string, Value>(StringComparer.Ordinal);
        if (config["defaults"] is NamedValues defaults)
            foreach (var (name, value) in defaults.Entries) outputs[name] = value;
        foreach (var (name, output) in state.Outputs) outputs[name] = output.Value;
        return Value.Object(outputs);
    }

    private static string PathOf(ObjectValue config)
    {
        var backend = config["config"] as NamedValues;
        var workspace = config.TextOf("workspace") is { Length: > 0 } given ? given : DefaultWorkspace;
        if (workspace == DefaultWorkspace) return Argument(backend, "path") ?? "terraform.tfstate";
        return Path.Combine(Argument(backend, "workspace_dir") ?? "terraform.tfstate.d", workspace, "terraform.tfstate");
    }

    private static string? Argument(NamedValues? config, string name) => config?[name] is StringValue { Text.Length: > 0 } text ? text.Text : null;

    private static IEnumerable<ProviderDiagnostic> CheckBackend(ObjectValue config)
    {
        if (config.TextOf("backend") is { } backend && backend != "local")
            yield return ProviderDiagnostic.Error("Invalid backend configuration",
                $"Only states of the backend \"local\" can be read by this data source, not of \"{backend}\".", ValuePath.Root.Attribute("backend"));
    }

    private static IEnumerable<ProviderDiagnostic> CheckConfig(ObjectValue config)
    {
        if (config["config"] is not { IsNull: false, IsKnown: true } backend || config.TextOf("backend") is not "local") yield break;
        var path = ValuePath.Root.Attribute("config");
        if (backend is not NamedValues arguments)
        {
            yield return ProviderDiagnostic.Error("Invalid backend configuration", "The configuration must be an object value.", path);
            yield break;
        }
        foreach (var (name, value) in arguments.Entries)
        {
            if (!LocalArguments.Contains(name))
                yield return ProviderDiagnostic.Error("Invalid backend configuration", $"The backend \"local\" has no argument \"{name}\"; it has path and workspace_dir.", path);
            else if (value is not (StringValue or NullValue or UnknownValue))
                yield return ProviderDiagnostic.Error("Invalid backend configuration", $"The argument \"{name}\" of the backend \"local\" must be a string.", path);
        }
    }

    private static IEnumerable<ProviderDiagnostic> CheckDefaults(ObjectValue config)
    {
        if (config["defaults"] is { IsNull: false, IsKnown: true } defaults and not NamedValues)
            yield return ProviderDiagnostic.Error("Invalid default values", $"Defaults must be given in an object value, not as a {defaults.Type}.", ValuePath.Root.Attribute("defaults"));
    }

    private ReadDataResponse Failed(params IReadOnlyList<ProviderDiagnostic> diagnostics) =>
        new(Value.Null(Schema.Block.ImpliedType)) { Diagnostics = diagnostics };
}
