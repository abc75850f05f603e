namespace Plumb.Provider.Generators.Reading;

/// <summary>The attributes that the generator looks for.</summary>
internal static class ModelKinds
{
    public const string Namespace = "Plumb.Provider.Models";
    public const string Resource = Namespace + ".ResourceAttribute";
    public const string DataSource = Namespace + ".DataSourceAttribute";
    public const string EphemeralResource = Namespace + ".EphemeralResourceAttribute";
    public const string ListResource = Namespace + ".ListResourceAttribute";
    public const string Action = Namespace + ".ActionAttribute";
    public const string Provider = Namespace + ".ProviderAttribute";
    public const string Model = Namespace + ".ModelAttribute";
    public const string Functions = Namespace + ".FunctionsAttribute";

    public static string[] All { get; } = [Resource, DataSource, EphemeralResource, ListResource, Action, Provider, Model];
}
