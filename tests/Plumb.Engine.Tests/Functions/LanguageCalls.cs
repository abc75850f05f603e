using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;

namespace Plumb.Engine.Tests.Functions;

/// <summary>Evaluates expressions with the language's functions and no files.</summary>
internal static class LanguageCalls
{
    internal static FunctionContext Context { get; } = new() { BaseDirectory = "/", Files = new NoFiles() };

    internal static Value Evaluate(string expression, params (string Name, Value Value)[] variables)
    {
        var diagnostics = new DiagnosticBag();
        var parsed = HclParser.ParseExpression(new SourceFile("test", expression), diagnostics);
        var value = ExpressionEvaluator.Evaluate(parsed, new Scope(variables), diagnostics);
        Assert.Empty(diagnostics.Select(d => d.ToString()));
        return value;
    }

    internal static string Text(string expression, params (string Name, Value Value)[] variables) =>
        Assert.IsType<StringValue>(Evaluate(expression, variables)).Text;

    /// <summary>The detail of the only fault.</summary>
    internal static string Fault(string expression, params (string Name, Value Value)[] variables)
    {
        var diagnostics = new DiagnosticBag();
        var parsed = HclParser.ParseExpression(new SourceFile("test", expression), diagnostics);
        ExpressionEvaluator.Evaluate(parsed, new Scope(variables), diagnostics);
        return Assert.Single(diagnostics).Detail;
    }

    private sealed class Scope((string Name, Value Value)[] variables) : EvaluationScope
    {
        private readonly FunctionCatalog _functions = FunctionCatalog.Create(Context);

        public override bool TryResolve(Plumb.Hcl.Syntax.Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
        {
            stepsTaken = 0;
            value = variables.First(v => v.Name == traversal.RootName).Value;
            return true;
        }

        public override Function? FindFunction(string name) => _functions.Find(name);
    }

    private sealed class NoFiles : IFileAccess
    {
        public string? HomeDirectory => null;

        public FileKind KindOf(string path) => FileKind.Missing;

        public FileContent Read(string path) => new(null, "no such file");

        public IReadOnlyList<FileEntry> List(string directory) => [];
    }
}
