namespace Integration.Learning.Install.Guides;

/// <summary>Names the words of the pages under <c>/install</c>.</summary>
internal sealed class GuideWords;
