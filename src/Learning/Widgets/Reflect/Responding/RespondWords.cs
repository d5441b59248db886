namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>Names the words of the teacher's side.</summary>
public sealed class RespondWords;
