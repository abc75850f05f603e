using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.TerraformProvider;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Tests.Functions;

/// <summary>Evaluates expressions with the language's functions, over no files unless a context brings some.</summary>
internal static class LanguageCalls
{
    internal static FunctionContext Context { get; } = new() { BaseDirectory = "/", Files = new MemoryFiles() };

    internal static Value Evaluate(string expression, params (string Name, Value Value)[] variables) => Evaluate(Context, expression, variables);

    internal static Value Evaluate(FunctionContext context, string expression, params (string Name, Value Value)[] variables)
    {
        var value = Run(context, expression, variables, out var diagnostics);
        Assert.Empty(diagnostics.Select(d => d.ToString()));
        return value;
    }

    internal static string Text(string expression, params (string Name, Value Value)[] variables) => Text(Context, expression, variables);

    internal static string Text(FunctionContext context, string expression, params (string Name, Value Value)[] variables) =>
        Assert.IsType<StringValue>(Evaluate(context, expression, variables)).Text;

    /// <summary>The detail of the only fault.</summary>
    internal static string Fault(string expression, params (string Name, Value Value)[] variables) => Fault(Context, expression, variables);

    internal static string Fault(FunctionContext context, string expression, params (string Name, Value Value)[] variables)
    {
        Run(context, expression, variables, out var diagnostics);
        return Assert.Single(diagnostics).Detail;
    }

    private static Value Run(FunctionContext context, string expression, (string Name, Value Value)[] variables, out DiagnosticBag diagnostics)
    {
        diagnostics = [];
        var parsed = HclParser.ParseExpression(new SourceFile("test", expression), diagnostics);
        return ExpressionEvaluator.Evaluate(parsed, new Scope(context, variables), diagnostics);
    }

    private sealed class Scope(FunctionContext context, (string Name, Value Value)[] variables) : EvaluationScope
    {
        private const string Provider = "provider::terraform::";

        private readonly FunctionCatalog _functions = FunctionCatalog.Create(context);

        public override IEnumerable<string> FunctionNames => _functions.Names;

        public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
        {
            stepsTaken = 0;
            value = variables.First(v => v.Name == traversal.RootName).Value;
            return true;
        }

        public override Function? FindFunction(string name) => name.StartsWith(Provider, StringComparison.Ordinal)
            ? TerraformProviderFunctions.All().Single(f => f.Name == name[Provider.Length..])
            : _functions.Find(name);
    }
}
