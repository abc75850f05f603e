using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;

namespace Plumb.Cli.Session.Backends;

/// <summary>Settings that <c>init -backend-config</c> gives: <c>name=value</c>, or a file of such. They weigh more than those of the block.</summary>
internal sealed class BackendArguments(Terminal terminal, DiagnosticBag diagnostics)
{
    private LocalPlace _place = LocalPlace.Usual;

    public LocalPlace Over(LocalPlace place, IEnumerable<string> arguments)
    {
        _place = place;
        foreach (var argument in arguments)
        {
            if (argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals) Set(argument[..equals].Trim(), argument[(equals + 1)..], null);
            else if (argument.Length > 0) ReadFile(argument);
        }
        return _place;
    }

    private void Set(string name, string? text, SourceSpan? span)
    {
        var value = string.IsNullOrEmpty(text) ? null : text;
        if (name == "path") _place = _place with { Path = value };
        else if (name == "workspace_dir") _place = _place with { WorkspaceFolder = value };
        else diagnostics.Add(BackendRules.InvalidArgument, span, $"The backend configuration argument \"{name}\" given with -backend-config is not expected for the backend \"{BackendRecord.Local}\".");
    }

    private void ReadFile(string shown)
    {
        string text;
        try
        {
            text = File.ReadAllText(Path.GetFullPath(shown, terminal.WorkingDirectory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(BackendRules.InvalidArgument, null, $"The file of backend settings {shown} cannot be read: {e.Message}");
            return;
        }
        foreach (var attribute in HclParser.ParseFile(new SourceFile(shown, text), diagnostics).GetAttributes(diagnostics).Values)
        {
            var value = ExpressionEvaluator.Evaluate(attribute.Expression, VariableScope.None, diagnostics);
            if (value is StringValue or NullValue) Set(attribute.Name, (value as StringValue)?.Text, attribute.NameSpan);
            else if (!diagnostics.HasErrors) diagnostics.Add(BackendRules.InvalidArgument, attribute.Expression.Span, $"\"{attribute.Name}\" must be a string.");
        }
    }
}
