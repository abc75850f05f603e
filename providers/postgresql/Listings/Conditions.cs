namespace Plumb.Provider.Postgresql.Listings;

/// <summary>Conditions of a question to the catalogs, and the parameters that they take. An empty list asks for nothing.</summary>
internal sealed class Conditions(params IEnumerable<string> fixedOnes)
{
    private readonly List<string> _conditions = [.. fixedOnes];
    private readonly List<object> _parameters = [];

    public IReadOnlyList<object> Parameters => _parameters;

    public string Where => _conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", _conditions)}";

    /// <summary>The condition has <c>{0}</c> where the parameter belongs.</summary>
    public Conditions And(string condition, IReadOnlyCollection<string?>? texts) =>
        texts is { Count: > 0 } ? Add(condition, texts.OfType<string>().ToArray()) : this;

    public Conditions And(string condition, string? text) => text is { Length: > 0 } ? Add(condition, text) : this;

    private Conditions Add(string condition, object parameter)
    {
        _parameters.Add(parameter);
        _conditions.Add(condition.Replace("{0}", $"${_parameters.Count}", StringComparison.Ordinal));
        return this;
    }
}
