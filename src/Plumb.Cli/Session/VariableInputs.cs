using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Walking;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;

namespace Plumb.Cli.Session;

/// <summary>Gathers the root module's variables: environment, terraform.tfvars, *.auto.tfvars, command line, in rising order of weight.</summary>
internal sealed class VariableInputs(Terminal terminal, DiagnosticBag diagnostics)
{
    private static readonly DiagnosticRule Undeclared = new("CLI010", Severity.Error, "Value for undeclared variable");
    private static readonly DiagnosticRule UndeclaredInFile = new("CLI011", Severity.Warning, "Value for undeclared variable");
    private static readonly DiagnosticRule Malformed = new("CLI012", Severity.Error, "Invalid -var option");
    private static readonly DiagnosticRule FileMissing = new("CLI013", Severity.Error, "Failed to read variables file");

    private readonly Dictionary<string, GivenVariable> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, GivenVariable> Gather(ModuleConfig root, string directory, IReadOnlyList<(bool IsFile, string Text)> options)
    {
        foreach (var (name, text) in terminal.AllEnvironment)
            if (name.StartsWith("TF_VAR_", StringComparison.Ordinal) && root.Variables.TryGetValue(name[7..], out var variable)) Set(variable, text, $"<value for var.{variable.Name}>");
        foreach (var file in new[] { "terraform.tfvars", "terraform.tfvars.json" })
            if (File.Exists(Path.Combine(directory, file))) ReadFile(root, Path.Combine(directory, file), file);
        foreach (var file in Directory.EnumerateFiles(directory).Select(f => Path.GetFileName(f))
            .Where(f => f.EndsWith(".auto.tfvars", StringComparison.Ordinal) || f.EndsWith(".auto.tfvars.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            ReadFile(root, Path.Combine(directory, file), file);
        foreach (var (isFile, text) in options)
        {
            if (isFile) ReadFile(root, Path.GetFullPath(text, terminal.WorkingDirectory), text);
            else ReadOption(root, text);
        }
        return _values;
    }

    private void ReadOption(ModuleConfig root, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            diagnostics.Add(Malformed, null, $"The given -var option \"{text}\" is not correctly specified. Must be a variable name and value separated by an equals sign, like -var=\"key=value\".");
            return;
        }
        var name = text[..equals];
        if (root.Variables.TryGetValue(name, out var variable)) Set(variable, text[(equals + 1)..], $"<value for var.{name}>");
        else diagnostics.Add(Undeclared, null, $"A variable named \"{name}\" was assigned on the command line, but the root module does not declare a variable of that name. To use this value, add a \"variable\" block to the configuration.");
    }

    /// <summary>A variable of a primitive or unspecified string type takes the text as it is, others an expression.</summary>
    public static GivenVariable Parse(VariableConfig variable, string text, string source, DiagnosticBag diagnostics)
    {
        if (!variable.ParsesAsExpression) return new GivenVariable(Value.String(text), null);
        var expression = HclParser.ParseExpression(new SourceFile(source, text), diagnostics);
        return new GivenVariable(ExpressionEvaluator.Evaluate(expression, VariableScope.None, diagnostics), expression.Span);
    }

    private void Set(VariableConfig variable, string text, string source) => _values[variable.Name] = Parse(variable, text, source, diagnostics);

    private void ReadFile(ModuleConfig root, string path, string shown)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileMissing, null, $"Given variables file {shown} does not exist or cannot be read: {e.Message}");
            return;
        }
        var file = new SourceFile(shown, text);
        Hcl.Syntax.Body body = shown.EndsWith(".json", StringComparison.Ordinal) ? JsonBodyParser.ParseFile(file, diagnostics) : HclParser.ParseFile(file, diagnostics);
        foreach (var attribute in body.GetAttributes(diagnostics).Values)
        {
            if (!root.Variables.ContainsKey(attribute.Name))
            {
                diagnostics.Add(UndeclaredInFile, attribute.NameSpan, $"The root module does not declare a variable named \"{attribute.Name}\" but a value was found in file \"{shown}\". If you meant to use this value, add a \"variable\" block to the configuration.");
                continue;
            }
            _values[attribute.Name] = new GivenVariable(ExpressionEvaluator.Evaluate(attribute.Expression, VariableScope.None, diagnostics), attribute.Expression.Span);
        }
    }
}
