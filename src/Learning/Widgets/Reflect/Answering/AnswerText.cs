using Integration.Learning.Pages;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>A field's value as a person reads it: a choice by its words, a text as typed.</summary>
internal static class AnswerText
{
    /// <summary>The words of a value.</summary>
    public static string Of(AnswerModel model, string field, string value, Words words)
    {
        var shared = words.Of<ReflectWords>();
        return field.Split('.')[0] switch
        {
            ReflectFields.Rate when ReflectRules.LevelOf(value, model.Scale.Highest) is { } level => model.Scale.Word(level, words),
            ReflectFields.Proof when ReflectFields.ProofPictures.Contains(value) => shared[$"proof.{value}"],
            ReflectFields.Stuck when value == ReflectFields.NotStuck || ReflectFields.StuckChips.Contains(value) => shared[$"stuck.{value}"],
            ReflectFields.Tried when value == ReflectFields.NothingYet || ReflectFields.TriedChips.Contains(value) => shared[$"tried.{value}"],
            ReflectFields.Reply when value == ReflectFields.Agree => words["reply.see"],
            ReflectFields.Reply when value == ReflectFields.StillThink => words["reply.think"],
            _ => value,
        };
    }
}
