namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>Names the words of the student's screens.</summary>
public sealed class AnswerWords;
