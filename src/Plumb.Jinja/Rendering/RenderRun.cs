using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Rendering;

/// <summary>One rendering from start to end: the variables it was given, the state of the host program, and what it has used up.</summary>
internal sealed class RenderRun(JinjaEnvironment environment, IPyMapping variables, object? state, bool isNative)
{
    private const int StepsBetweenLooksAtTheClock = 1024;

    private readonly JinjaLimits limits = environment.Limits;
    private readonly long started = environment.Limits.Time is null ? 0 : Stopwatch.GetTimestamp();
    private readonly Stack<StringBuilder> spare = new();
    private readonly Dictionary<JinjaTemplate, TemplateModule> modules = [];
    private long stepsLeft = environment.Limits.Steps;
    private int depth;

    public JinjaEnvironment Environment => environment;

    public IPyMapping Variables => variables;

    public object? State => state;

    /// <summary>Counts a step; called for each statement and turn of a loop.</summary>
    public void Step()
    {
        if (--stepsLeft < 0) throw JinjaException.Runtime($"the template ran for more than {limits.Steps} steps, which is the limit");
        if (started != 0 && stepsLeft % StepsBetweenLooksAtTheClock == 0 && Stopwatch.GetElapsedTime(started) > limits.Time)
        {
            throw JinjaException.Runtime($"the template ran for longer than {limits.Time}, which is the limit");
        }
    }

    /// <summary>Goes into a macro, block, include or recursive loop.</summary>
    public void Enter()
    {
        if (++depth > limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw JinjaException.Recursion();
    }

    public void Leave() => depth--;

    /// <summary>Somewhere to write what is captured.</summary>
    public Output Capture()
    {
        if (isNative) return new NativeOutput(environment.Concatenate ?? NativeValue.Of, limits.Output);
        return new TextOutput(spare.TryPop(out var builder) ? builder : new StringBuilder(), limits.Output);
    }

    /// <summary>The captured value; the place it was written to is used again.</summary>
    public object? Finish(Output captured)
    {
        var joined = captured.Joined;
        if (captured is TextOutput text) spare.Push(text.Builder.Clear());
        return joined;
    }

    /// <summary>The module that importing a template without context gives, made once.</summary>
    public TemplateModule ModuleOf(JinjaTemplate template)
    {
        if (modules.TryGetValue(template, out var module)) return module;
        return modules[template] = TemplateModule.Run(template, TemplateContext.Isolated(template, this));
    }
}
