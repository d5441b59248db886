using System.Text.Json.Nodes;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.Registrations;

/// <summary>Dynamic registration, platform side (LTI Dynamic Registration 1.0): what this LMS says about itself, and taking a tool in.</summary>
internal static class RegistrationEndpoints
{
    public const string ConfigurationPath = "/lti/openid-configuration";
    public const string RegistrationPath = "/lti/register";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConfigurationPath, (Addresses addresses, People.School school, PlayedLms played) => played.Current.TakesRegistrations
            ? Results.Json(Configuration(addresses, school, played.Current))
            : Results.NotFound());
        routes.MapPost(RegistrationPath, RegisterAsync);
    }

    private static JsonObject Configuration(Addresses addresses, People.School school, Personality lms)
    {
        var configuration = PlainConfiguration(addresses, school, lms);
        lms.ShapeConfiguration(configuration, addresses);
        return configuration;
    }

    private static JsonObject PlainConfiguration(Addresses addresses, People.School school, Personality lms) => new()
    {
        ["issuer"] = addresses.Issuer,
        ["authorization_endpoint"] = addresses.At(Registration.AuthorizationPath),
        ["token_endpoint"] = addresses.At(Registration.TokenPath),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        ["token_endpoint_auth_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["jwks_uri"] = addresses.At(Registration.PlatformKeysPath),
        ["registration_endpoint"] = addresses.At(RegistrationPath),
        ["scopes_supported"] = new JsonArray([.. Scope.All.Select(scope => (JsonNode)scope)]),
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["claims_supported"] = new JsonArray("iss", "sub", "name", "given_name", "family_name", "email", "locale", Claim.Lis),
        ["https://purl.imsglobal.org/spec/lti-platform-configuration"] = new JsonObject
        {
            ["product_family_code"] = lms.Family,
            ["version"] = lms.Version,
            ["https://canvas.instructure.com/lti/account_name"] = school.Name,
            ["messages_supported"] = new JsonArray(
                new JsonObject { ["type"] = MessageType.ResourceLink },
                new JsonObject { ["type"] = MessageType.SubmissionReview },
                new JsonObject { ["type"] = MessageType.DeepLinkingRequest, ["placements"] = new JsonArray("ContentArea") }),
            ["variables"] = new JsonArray("User.id", "Person.name.full", "Person.sourcedId", "Context.id", "Context.title", "Context.id.history", "ResourceLink.id", "ResourceLink.title", "ResourceLink.id.history"),
        },
    };

    private static async Task<IResult> RegisterAsync(HttpRequest request, RegistrationTokens tokens, ToolRegistrations tools, PlayedLms played, CancellationToken ct)
    {
        if (!played.Current.TakesRegistrations)
        {
            return Results.NotFound();
        }

        var bearer = request.Headers.Authorization.ToString();
        if (!bearer.StartsWith("Bearer ", StringComparison.Ordinal) || bearer.Length == "Bearer ".Length)
        {
            return new Refusal("invalid_token", "A registration token is needed.", StatusCodes.Status401Unauthorized).ToJson();
        }

        if (request.ContentType != "application/json" || await JsonReading.ReadObjectAsync(request, ct) is not { } body)
        {
            return new Refusal("invalid_request", "The body must be a JSON object of type application/json.").ToJson();
        }

        if (!RegistrationBody.Read(body).Holds(out var wanted, out var refusal))
        {
            return refusal.ToJson();
        }

        // Used up last, so that a tool may correct its registration.
        if (!tokens.TryUse(bearer["Bearer ".Length..]))
        {
            return new Refusal("invalid_token", "The registration token is unknown, older than an hour, or was used.", StatusCodes.Status401Unauthorized).ToJson();
        }

        var number = tools.All.Count + 1;
        var tool = wanted with { ClientId = tools.NewClientId(), DeploymentId = number.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        tools.Add(tool);
        return Results.Json(Answer(body, tool, played.Current));
    }

    // What was sent, with what the LMS gave.
    private static JsonObject Answer(System.Text.Json.JsonElement body, ToolRegistration tool, Personality lms)
    {
        var answer = JsonObject.Create(body)!;
        answer["client_id"] = tool.ClientId;
        answer["scope"] = string.Join(' ', tool.Scopes);
        if (lms.TellsDeployment)
        {
            answer[RegistrationBody.ToolPart]!["deployment_id"] = tool.DeploymentId;
        }

        return answer;
    }
}
