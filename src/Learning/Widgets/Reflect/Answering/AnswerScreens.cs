using Integration.Learning.Districts;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Learning.Work;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>Which screen a student's work has in each state.</summary>
internal sealed class AnswerScreens(DistrictStore districts, DrawnScreens drawn, TimeProvider clock)
{
    // What a form nobody has begun is drawn with; each reader gets keys of her own in their place.
    private static readonly (string Key, string HelpId) Marks = (AnswerModel.NewKey(), AnswerModel.NewKey());

    /// <summary>The screen of some work, with what stood in the way of the step just tried.</summary>
    public async Task<IResult> ShowAsync(
        OpenedWork opened, CancellationToken ct, LaunchFrame? frame = null, IReadOnlyList<ReflectFinding>? findings = null, Func<AnswerModel, Words, string>? notice = null)
    {
        var district = await districts.FindAsync(opened.Session.ClassRef.District, ct);
        var words = opened.Session.Words().Of<AnswerWords>();
        var (now, dates) = (clock.GetUtcNow(), opened.Dates);
        var model = new AnswerModel
        {
            Activity = opened.Activity,
            Work = opened.Work is { IsBegun: true } begun ? begun : null,
            IsExcused = opened.Work?.ExcusedAt is not null,
            Dates = dates,
            IsDueSoon = dates.IsDueSoonAt(now),
            IsPastDue = dates.Due <= now,
            IsClosed = WorkTransitions.IsClosed(opened.Work, dates, now),
            IsReopened = dates.IsClosedAt(now) && opened.Work?.ReopenedAt is not null,
            HelpNotice = district?.HelpNotice ?? "",
            IsGraded = opened.Session.IsGraded,
            Findings = findings ?? [],
        };
        model = model with { Notice = notice?.Invoke(model, words) };
        var title = opened.Activity.Title.For(words.Language);
        if (model is { IsClosed: true, Work: null or { State: WorkState.Draft } })
        {
            return Screen<ClosedPage>(words, words["title.closed", title], model, frame);
        }

        if (model is { Work: null, Findings.Count: 0, Notice: null })
        {
            return Unbegun(opened, words, title, model, frame);
        }

        return opened.Work?.State switch
        {
            WorkState.Submitted or WorkState.Resubmitted => Screen<SentPage>(words, words["title.sent", title], model, frame),
            WorkState.Complete => Screen<ComparePage>(words, words["title.compare", title], model, frame),
            _ => Screen<WritingPage>(words, title, model, frame),
        };
    }

    // Nothing of the person is in it: the activity, the language, and what the district says.
    private ScreenResult<WritingPage, AnswerModel> Unbegun(OpenedWork opened, Words words, string title, AnswerModel model, LaunchFrame? frame)
    {
        var key = (opened.Session.District, model.Activity.Id, model.Activity.Version, words.Language, model.HelpNotice, model.IsGraded, model.IsExcused, (model.Dates, model.IsDueSoon, model.IsPastDue, model.IsReopened), words.Zone.Id);
        var marks = new Dictionary<string, string> { [Marks.Key] = model.Key, [Marks.HelpId] = model.HelpId };
        return new(words, title, model with { Key = Marks.Key, HelpId = Marks.HelpId }) { Launch = frame, Same = new SameForAll(drawn, key, marks) };
    }

    private static ScreenResult<TPage, AnswerModel> Screen<TPage>(Words words, string title, AnswerModel model, LaunchFrame? frame)
        where TPage : Screen<AnswerModel> => new(words, title, model)
        {
            Launch = frame,
            Status = model.Findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
}
