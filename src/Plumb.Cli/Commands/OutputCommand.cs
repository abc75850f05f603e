using System.CommandLine;
using System.Text.Json;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Rendering.Json;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Values;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>output</c>: shows outputs of the root module as the state has them.</summary>
internal static class OutputCommand
{
    private static readonly DiagnosticRule NotFound = new("CLI020", Severity.Error, "Output not found");
    private static readonly DiagnosticRule NoName = new("CLI026", Severity.Error, "Output name required");
    private static readonly DiagnosticRule TwoFormats = new("CLI027", Severity.Error, "Invalid output format");
    private static readonly DiagnosticRule NoOutputs = new("CLI028", Severity.Warning, "No outputs found");
    private static readonly DiagnosticRule NotRaw = new("CLI021", Severity.Error, "Unsupported value for raw output");
    private static readonly JsonWriterOptions Indented = JsonValueCodec.WriterOptions with { Indented = true, NewLine = "\n" };

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var name = new Argument<string?>("name") { Arity = ArgumentArity.ZeroOrOne, Description = "One output." };
        var raw = new Option<bool>("-raw") { Description = "The text of a string, number or bool without quotes." };
        var command = new Command("output", "Show outputs.") { name, raw, common.State };
        common.AddView(command);
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            if (!HasOneFormat(parsed.GetValue(name), parsed.GetValue(common.Json), parsed.GetValue(raw), session.Diagnostics))
            {
                DiagnosticText.Write(terminal, session.Diagnostics, common.UsesColor(terminal, parsed));
                return 1;
            }
            var store = StateAccess.Open(session, parsed.GetValue(common.State));
            await using var closing = store.ConfigureAwait(false);
            var state = await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false);
            if (state is not null) Write(terminal.Out, state, parsed.GetValue(name), parsed.GetValue(common.Json), parsed.GetValue(raw), session.Diagnostics);
            DiagnosticText.Write(terminal.WithMessagesApart, session.Diagnostics, common.UsesColor(terminal, parsed));
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }

    private static bool HasOneFormat(string? name, bool json, bool raw, DiagnosticBag diagnostics)
    {
        if (json && raw) diagnostics.Add(TwoFormats, null, "The options -raw and -json are for different formats, so only one of them can be given.");
        else if (raw && name is null) diagnostics.Add(NoName, null, "The option -raw writes the text of a single output, so its name must be given.");
        return !diagnostics.HasErrors;
    }

    public static void WriteAll(TextWriter output, StateDocument? state, bool heading)
    {
        if (state is null || state.Outputs.Count == 0) return;
        if (heading) output.Write("\nOutputs:\n\n");
        foreach (var (name, one) in state.Outputs) output.Write($"{name} = {(one.Sensitive ? "<sensitive>" : ExpressionText.Format(one.Value))}\n");
    }

    private static void Write(TextWriter output, StateDocument state, string? name, bool json, bool raw, DiagnosticBag diagnostics)
    {
        if (!json && state.Outputs.Count == 0)
        {
            diagnostics.Add(new Diagnostic(NoOutputs, null, "The state has no outputs: either the configuration defines none, or it was not applied since they were added.")
            {
                Help = "Define an output in the configuration and apply it:\n    plumb apply",
            });
            return;
        }
        if (name is null)
        {
            if (json) output.WriteLine(ToJson(writer => WriteDocument(writer, state)));
            else WriteAll(output, state, heading: false);
            return;
        }
        if (!state.Outputs.TryGetValue(name, out var one))
        {
            diagnostics.Add(new Diagnostic(NotFound, null, "The output variable requested could not be found in the state file. If you recently added this to your configuration, be sure to run `plumb apply`, since the state won't be updated with new output variables until that command is run.")
            {
                ForeignSummary = $"Output \"{name}\" not found",
            });
            return;
        }
        if (json) output.WriteLine(JsonText.Of(writer => JsonValueCodec.Write(writer, one.Value, one.Type)));
        else if (!raw) output.WriteLine(ExpressionText.Format(one.Value));
        else if (RawText(one.Value) is { } text) output.Write(text);
        else diagnostics.Add(NotRaw, null, $"The -raw option only supports strings, numbers, and boolean values, but output value \"{name}\" is {one.Value.Type.FriendlyName}. Use the -json option for machine-readable representations of output values that have complex types.");
    }

    private static string? RawText(Value value) => value switch
    {
        StringValue s => s.Text,
        NumberValue n => n.Number.ToString(),
        BoolValue b => b.IsTrue ? "true" : "false",
        _ => null,
    };

    private static void WriteDocument(Utf8JsonWriter json, StateDocument state)
    {
        json.WriteStartObject();
        foreach (var (name, one) in state.Outputs)
        {
            json.WriteStartObject(name);
            json.WriteBoolean("sensitive", one.Sensitive);
            json.WritePropertyName("type");
            JsonValueCodec.WriteType(json, one.Type);
            json.WritePropertyName("value");
            JsonValueCodec.Write(json, one.Value, one.Type);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static string ToJson(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented)) write(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
