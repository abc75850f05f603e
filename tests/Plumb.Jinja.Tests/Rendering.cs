using Plumb.Jinja.Values;

namespace Plumb.Jinja.Tests;

/// <summary>Shorthand for rendering in tests.</summary>
internal static class Rendering
{
    public static readonly PyDict NoVariables = new();

    public static string Render(string source, params (string Name, object? Value)[] variables) => Render(new JinjaEnvironment(), source, variables);

    public static string Render(JinjaEnvironment environment, string source, params (string Name, object? Value)[] variables) =>
        environment.Compile(source).Render(Variables(variables));

    public static object? Native(string source, params (string Name, object? Value)[] variables) =>
        new JinjaEnvironment().Compile(source).RenderNative(Variables(variables));

    public static PyDict Variables(params (string Name, object? Value)[] variables) =>
        new(variables.Select(v => KeyValuePair.Create((object?)v.Name, v.Value)));

    public static JinjaException Fault(string source, JinjaEnvironment? environment = null) =>
        Assert.Throws<JinjaException>(() => Render(environment ?? new JinjaEnvironment(), source));
}
