namespace Plumb.Provider.Postgresql;

/// <summary>A model of something in a server.</summary>
internal interface IServerObject
{
    string Id { get; set; }
}
