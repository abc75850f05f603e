using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Lookups;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Collections.General;

/// <summary>The lookups of <c>community.general</c> that need nothing from outside.</summary>
internal static class GeneralLookups
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public static IReadOnlyList<Lookup> All { get; } =
    [
        Named("flattened", call => [.. Flatten(call.Terms)]),
        Named("cartesian", Cartesian),
        Named("random_string", call => [RandomString(call)]),
        Named("random_pet", call => [RandomPet(call)]),
    ];

    private static Lookup Named(string name, Func<LookupCall, IReadOnlyList<object?>> run) => new(name, run) { Collection = "community.general" };

    // The word None among the terms ends the list, as in the peer.
    private static IEnumerable<object?> Flatten(IEnumerable<object?> terms) =>
        terms.Select(Single).TakeWhile(term => term is not ("None" or "null")).SelectMany(term => term is PyList list ? Flatten(list) : [term]);

    private static object? Single(object? term)
    {
        while (term is PyList { Count: 1 } list) term = list[0];
        return term;
    }

    private static List<object?> Cartesian(LookupCall call)
    {
        if (call.Terms.Count == 0) throw TemplatingException.Failure("with_cartesian requires at least one element in each list");
        IEnumerable<IEnumerable<object?>> rows = [[]];
        foreach (var term in call.Terms)
        {
            List<object?> items = [.. ListLookups.Listified(term)];
            rows = rows.SelectMany(row => items.Select(item => row.Append(item)));
        }

        return [.. rows.Select(row => new PyList(ListLookups.Flatten(row)))];
    }

    private static string RandomString(LookupCall call)
    {
        var random = PythonRandom.System();
        var special = call.Text("override_special") is { Length: > 0 } given ? given : Punctuation;
        var upper = Lower.ToUpperInvariant();
        var length = Number("length", 8);
        List<object?> letters = [];
        var available = call.Text("override_all") ?? "";
        if (available.Length == 0)
        {
            available = Part("upper", upper) + Part("lower", Lower) + Part("numbers", Digits) + Part("special", special);
            Draw(Digits, Number("min_numeric", 0));
            Draw(Lower, Number("min_lower", 0));
            Draw(upper, Number("min_upper", 0));
            Draw(special, Number("min_special", 0));
        }

        Draw(available, length - letters.Count);
        random.Shuffle(letters);
        var made = string.Concat(letters);
        return call.Flag("base64", false) ? Convert.ToBase64String(Encoding.UTF8.GetBytes(made)) : made;

        int Number(string name, int otherwise) => call.Option(name) is { } value ? (int)FilterCall.Integer(value is string text ? PyInteger.Parse(text) is { } number ? PyInteger.Box(number) : value : value) : otherwise;

        string Part(string name, string characters) => call.Flag(name, true) ? characters : "";

        void Draw(string characters, int count)
        {
            if (count > 0 && characters.Length == 0) throw TemplatingException.Lookup("Available characters cannot be None, please change constraints");
            for (var i = 0; i < count; i++) letters.Add(characters[random.Below(characters.Length)].ToString());
        }
    }

    private static string RandomPet(LookupCall call)
    {
        var words = (int)FilterCall.Integer(call.Option("words", 2L));
        var longest = (int)FilterCall.Integer(call.Option("length", 6L));
        var separator = call.Text("separator", "-") ?? "-";
        var random = PythonRandom.System();
        List<string> parts = [];
        for (var left = words; left > 0; left--) parts.Add(Word(left == 1 ? PetWords.Animals : left == 2 ? PetWords.Adjectives : PetWords.Adverbs));
        return string.Join(separator, call.Text("prefix") is { Length: > 0 } prefix ? parts.Prepend(prefix) : parts);

        string Word(string[] from)
        {
            string[] fitting = [.. from.Where(word => longest <= 0 || word.Length <= longest)];
            return fitting.Length > 0 ? fitting[random.Below(fitting.Length)] : throw TemplatingException.Lookup($"there are no words of at most {longest} letters");
        }
    }
}
