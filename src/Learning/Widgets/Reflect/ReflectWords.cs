namespace Integration.Learning.Widgets.Reflect;

/// <summary>Names the words that the student's and the teacher's side share: the scale, the chips, the kinds of help.</summary>
public sealed class ReflectWords;
