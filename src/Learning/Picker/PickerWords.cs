namespace Integration.Learning.Picker;

/// <summary>Names the words of the picker.</summary>
public sealed class PickerWords;
