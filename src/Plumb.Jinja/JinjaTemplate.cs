using System.Text;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja;

/// <summary>A template that is read and checked. May be rendered any number of times, from many threads.</summary>
public sealed class JinjaTemplate
{
    private const int LargestKept = 1 << 20;

    private StringBuilder? spare;

    internal JinjaTemplate(JinjaEnvironment environment, string? name, TemplateProgram program) =>
        (Environment, Name, Program) = (environment, name, program);

    public JinjaEnvironment Environment { get; }

    public string? Name { get; }

    internal TemplateProgram Program { get; }

    /// <summary>The text that the template makes of the variables; <paramref name="state"/> is what filters find in their context.</summary>
    public string Render(IPyMapping variables, object? state = null)
    {
        var builder = Interlocked.Exchange(ref spare, null) ?? new StringBuilder();
        try
        {
            return StackGuard.Run(() =>
            {
                Run(variables, state, new TextOutput(builder, Environment.Limits.Output), isNative: false);
                return builder.ToString();
            });
        }
        finally
        {
            if (builder.Capacity <= LargestKept) spare = builder.Clear();
        }
    }

    /// <summary>The value that the template makes: that of its one piece, or what the pieces joined read as.</summary>
    public object? RenderNative(IPyMapping variables, object? state = null) =>
        (Environment.Concatenate ?? NativeValue.Of)(RenderPieces(variables, state));

    /// <summary>The pieces that a native rendering joins: texts of the template and printed values, in a row.</summary>
    public IReadOnlyList<object?> RenderPieces(IPyMapping variables, object? state = null)
    {
        var output = new NativeOutput(Environment.Concatenate ?? NativeValue.Of, Environment.Limits.Output);
        return StackGuard.Run(() =>
        {
            Run(variables, state, output, isNative: true);
            return output.Parts;
        });
    }

    private void Run(IPyMapping variables, object? state, Output output, bool isNative) =>
        Program.Run(TemplateContext.Outermost(this, new RenderRun(Environment, variables, state, isNative)), output);

    /// <summary>A frame without variables, in which constants are worked out.</summary>
    internal static Frame EmptyFrame(JinjaEnvironment environment, IPyMapping variables, object? state, int slots, bool isNative)
    {
        var run = new RenderRun(environment, variables, state, isNative);
        var template = new JinjaTemplate(environment, null, TemplateProgram.Empty);
        return new Frame(slots, null, TemplateContext.Outermost(template, run), run.Capture());
    }
}
