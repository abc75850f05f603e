using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;
using Plumb.Providers.Attributes;
using Plumb.Providers.Programs;

namespace Plumb.Providers.External;

/// <summary><c>data.external</c>: a program reads a query as a JSON object and writes its answer as one, both of texts.</summary>
public sealed class ExternalData(Func<string, string?> variable) : DataSource
{
    private static readonly DataType Texts = DataType.Map(DataType.String);
    private static readonly ValuePath Program = ValuePath.Root.Attribute("program");

    public override string Type => "external";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Asks a program on the machine where this one runs. The program is given the query as a JSON object and answers with one; all values are texts.",
        Attributes =
        [
            Arguments.Required("program", DataType.List(DataType.String), "The program and its arguments. No shell reads them."),
            Arguments.Optional("working_dir", DataType.String, "The directory in which the program runs. The present one if it is not set."),
            Arguments.Optional("query", Texts, "What the program is asked."),
            Arguments.Computed("result", Texts, "What the program answered."),
            Arguments.Computed("id", DataType.String, "Always a dash."),
        ],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new(call.Config["program"] is ListValue { Count: 0 }
            ? [ProviderDiagnostic.Error(AttributeChecks.InvalidValue, "Attribute program list must contain at least 1 elements, got: 0.", Program)]
            : []);

    public override async ValueTask<ReadDataResponse> ReadAsync(ReadDataCall call, CancellationToken cancellation)
    {
        List<string> words = [.. call.Config.TextsOf("program").Where(w => w.Length > 0)];
        if (words.Count == 0) return Failed("External Program Missing", "The list program has no element that is not empty, so that there is nothing to run.");
        if (ProgramLookup.Find(words[0], variable("PATH")) is not { } path)
            return Failed("External Program Lookup Failed",
                $"The program \"{words[0]}\" is not a file that can be run, or is in no directory of PATH. A program that comes with a module is named with \"${{path.module}}/\" before it, and must be executable.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, call.Session.Stopping);
        try
        {
            var outcome = await ProgramRun.RunAsync(path, words.Skip(1), call.Config.TextOf("working_dir"), Query(call.Config), ending.Token).ConfigureAwait(false);
            if (outcome.ExitCode == 0) return Answer(call.Config, path, outcome.Output);
            var message = outcome.Errors.Length > 0 ? $"It says:\n\n{outcome.Errors}" : "It gave no message.";
            return Failed("External Program Execution Failed", $"The program {path} ended with exit status {outcome.ExitCode}. {message}");
        }
        catch (IOException e)
        {
            return Failed("External Program Execution Failed", $"The program {path} could not be run: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed("External Program Execution Failed", $"The program {path} was ended, because the run was stopped.");
        }
    }

    private static string Query(ObjectValue config) =>
        JsonValueCodec.ToText(Value.Map(DataType.String, config.EntriesOf("query").Select(e => KeyValuePair.Create(e.Key, (Value)Value.String(e.Value)))), Texts);

    private ReadDataResponse Answer(ObjectValue config, string path, byte[] output)
    {
        const string Summary = "Unexpected External Program Results";
        try
        {
            using var document = JsonDocument.Parse(output);
            if (document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                return Failed(Summary, $"The program {path} is to answer with a JSON object whose values are texts, and answered with a JSON {Name(document.RootElement.ValueKind)}.");
            var entries = new List<KeyValuePair<string, Value>>();
            IEnumerable<JsonProperty> properties = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject() : [];
            foreach (var property in properties)
            {
                if (property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                    return Failed(Summary, $"The program {path} is to answer with a JSON object whose values are texts; \"{property.Name}\" is a {Name(property.Value.ValueKind)}.");
                entries.Add(KeyValuePair.Create(property.Name, (Value)Value.String(property.Value.GetString() ?? "")));
            }
            return new ReadDataResponse(config.With("result", Value.Map(DataType.String, entries)).With("id", Value.String("-")));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Failed(Summary, $"The program {path} is to answer with a JSON object whose values are texts, and what it wrote is not JSON: {e.Message}");
        }
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "array",
        JsonValueKind.Number => "number",
        JsonValueKind.Object => "object",
        _ => "string",
    };

    private ReadDataResponse Failed(string summary, string detail) =>
        new(Value.Null(Schema.Block.ImpliedType)) { Diagnostics = [ProviderDiagnostic.Error(summary, detail, Program)] };
}
