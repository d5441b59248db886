namespace Integration.Learning.Roster.Admin;

/// <summary>Names the words of the roster on the admin page.</summary>
public sealed class RosterAdminWords;
