using Plumb.Jinja.Calls;
using Plumb.Jinja.Globals;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Lookups;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating;

/// <summary>The functions that the peer adds to those of Jinja: <c>lookup</c>, <c>query</c>, <c>q</c>, <c>now</c>, <c>undef</c>.</summary>
internal static class TemplateFunctions
{
    private static readonly Signature Now = new("_now_datetime", 1, Parameter.Optional("utc", false), Parameter.Optional("fmt"));
    private static readonly Signature Undef = new("_make_undefined", 1, Parameter.Optional("hint"));

    public static IReadOnlyDictionary<string, object?> All(TemplarSettings settings)
    {
        var query = new Function((context, arguments) => LookupFunction.Call(context, arguments, wantList: true));
        return new Dictionary<string, object?>(BuiltinGlobals.All, StringComparer.Ordinal)
        {
            ["lookup"] = new Function((context, arguments) => LookupFunction.Call(context, arguments, wantList: false)),
            ["query"] = query,
            ["q"] = query,
            ["now"] = new Function((_, arguments) => Moment(settings.Time, Now.Bind(arguments))),
            ["undef"] = new Function((context, arguments) => Undefined(context, Undef.Bind(arguments)[0])),
        };
    }

    private static object Moment(TimeProvider time, object?[] arguments)
    {
        var zone = PyValues.Truth(arguments[0]) ? TimeZoneInfo.Utc : time.LocalTimeZone;
        var now = PythonMoment.FromInstant(time.GetUtcNow(), zone);
        // A datetime without a zone, as Python's now() and utcnow() make it.
        return PyValues.Truth(arguments[1])
            ? PythonStrftime.Format(PyText.Str(arguments[1]), now with { Offset = null, Zone = "" }, microseconds: true)
            : DateTime.SpecifyKind(now.Clock, DateTimeKind.Unspecified);
    }

    private static Undefined Undefined(RenderContext context, object? hint) =>
        context.Undefined(hint is null or "" or Jinja.Values.Undefined ? "Mandatory variable has not been overridden" : PyText.Str(hint));

    private sealed class Function(Func<RenderContext, CallArguments, object?> call) : ICallable
    {
        public object? Call(RenderContext context, CallArguments arguments) => call(context, arguments);
    }
}
