using System.Globalization;

namespace Integration.Tests.Functions;

/// <summary>A OneRoster 1.1 package as a small school's SIS exports it: one class, one teacher, and as many students as wanted.</summary>
internal static class SmallPackage
{
    /// <summary>Writes the folder anew.</summary>
    internal static void Write(string folder, int students)
    {
        Directory.CreateDirectory(folder);
        string[] files = ["academicSessions", "classes", "courses", "enrollments", "orgs", "users"];
        Write(folder, "manifest", "propertyName,value", ["manifest.version,1.0", "oneroster.version,1.1", .. files.Select(file => $"file.{file},bulk")]);
        Write(folder, "orgs", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId", ["o1,,,Cedar Fork,school,7,"]);
        Write(folder, "academicSessions", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear", ["y1,,,2026-27,schoolYear,2026-08-10,2027-06-12,,2027"]);
        Write(folder, "courses", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes", ["co1,,,y1,Science 7,SCI7,07,o1,,"]);
        Write(
            folder,
            "classes",
            "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
            ["cl1,,,\"Science 7, period 2\",07,co1,SCI7-2,scheduled,,o1,y1,,,2"]);
        Write(
            folder,
            "users",
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
            ["t1,,,true,o1,teacher,tokafor,,Ngozi,Okafor,,T1,,,,,,", .. Enumerable.Range(1, students).Select(n => string.Create(
                CultureInfo.InvariantCulture, $"s{n},,,true,o1,student,student{n},,Inés,Quintanilla {n},,{1000 + n},,,,,07,"))]);
        Write(
            folder,
            "enrollments",
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
            ["e0,,,cl1,o1,t1,teacher,true,,", .. Enumerable.Range(1, students).Select(n => string.Create(CultureInfo.InvariantCulture, $"e{n},,,cl1,o1,s{n},student,,,"))]);
    }

    private static void Write(string folder, string file, string header, IEnumerable<string> rows) =>
        File.WriteAllLines(Path.Combine(folder, $"{file}.csv"), [header, .. rows]);
}
