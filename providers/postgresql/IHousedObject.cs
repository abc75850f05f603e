namespace Plumb.Provider.Postgresql;

/// <summary>A model of something in a database.</summary>
internal interface IHousedObject : IServerObject
{
    string Name { get; }

    /// <summary>Null or empty for the database that the id begins with, or else the provider's own.</summary>
    string? Database { get; set; }
}
