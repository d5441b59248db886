namespace Integration.Learning.Doctor;

/// <summary>Names the words of the check of a connection.</summary>
public sealed class DoctorWords;
