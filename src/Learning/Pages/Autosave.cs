namespace Integration.Learning.Pages;

/// <summary>The attributes of a form that saves itself.</summary>
public static class Autosave
{
    /// <summary>For <c>@attributes</c>: where to save, what is saved already, and the sentences the module says.</summary>
    public static IReadOnlyDictionary<string, object> Of(string address, int revision, Words words) => new Dictionary<string, object>
    {
        ["data-autosave"] = address,
        ["data-revision"] = revision,
        ["data-saving"] = words["save.saving"],
        ["data-saved"] = words["save.saved"],
        ["data-not-saved"] = words["save.not-saved"],
        ["data-conflict"] = words["save.conflict"],
        ["data-take"] = words["save.take-theirs"],
        ["data-keep"] = words["save.keep-mine"],
    };
}
