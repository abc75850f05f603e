using Plumb.Provider.Authoring;
using Plumb.Provider.Logging;

namespace Example.Notes;

/// <summary>Keeps notes as files in a folder. The list of all that the provider has.</summary>
internal static class NotesProvider
{
    public static ComposedProvider Create(IProviderLog? log = null) => new()
    {
        Configuration = new NotesConfiguration(),
        Resources = [new NoteResource()],
        DataSources = [new NoteData()],
        EphemeralResources = [new DraftResource()],
        Functions = NoteFunctions.All,
        Log = log ?? NoLog.Instance,
    };
}
