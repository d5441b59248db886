namespace Integration.Learning.Activities;

/// <summary>
/// What prompts stay away from, in lower case without accents; a star stands for any ending. A word that is schoolwork in most subjects (body, disease, income)
/// is listed only together with what makes it personal.
/// </summary>
internal static class PromptWords
{
    public static readonly string[] ProtectedTopics =
    [
        // Home and money
        "home", "homeless*", "my house", "my family", "your family", "family* income", "family* money", "family* problem*", "my income", "my parent*",
        "your parent*", "my mom", "my dad", "my mother", "my father", "your mom", "your dad", "divorc*", "food stamp*", "free lunch",
        "immigration status", "casa", "hogar", "mi familia", "tu familia", "su familia", "ingreso familiar", "ingresos familiares", "ingresos de mi",
        "dinero de mi familia", "mis padres", "tus padres", "sus padres", "mi mama", "mi papa", "tu mama", "tu papa", "mi madre", "mi padre",
        "almuerzo gratis", "estatus migratorio", "situacion migratoria",

        // Health and mood
        "health", "my illness", "sick", "medication*", "my medicine", "therapy", "therapist*", "my diagnosis", "disability", "disabilities", "adhd",
        "autism", "autistic", "anxiety", "anxious", "depressed", "my depression", "my body", "my weight", "my diet", "my sleep", "mood*", "i feel",
        "you feel", "my feelings", "your feelings", "salud", "enfermo", "enferma", "mi enfermedad", "medicamento*", "mi medicina", "terapia*",
        "terapeuta*", "mi diagnostico", "discapacidad*", "tdah", "autismo", "autista*", "ansiedad", "ansios*", "mi depresion", "deprimid*",
        "mi cuerpo", "mi peso", "mi dieta", "mi sueno", "animo", "me siento", "te sientes", "mis sentimientos", "tus sentimientos", "mis emociones",

        // Beliefs and private life
        "my religion", "your religion", "my church", "my faith", "my political", "who i vote", "my sexual*", "my gender", "drugs", "mi religion",
        "tu religion", "mi iglesia", "mi fe", "mis ideas politicas", "por quien voto", "mi sexualidad", "mi genero", "drogas",
    ];

    public static readonly string[] LearningStyles =
    [
        "learning style*", "learning type*", "visual learner*", "auditory learner*", "verbal learner*", "tactile learner*", "kinesthetic*",
        "kinaesthetic*", "left brain*", "right brain*", "estilo de aprendizaje", "estilos de aprendizaje", "tipo de aprendiz", "aprendiz visual",
        "aprendiz auditiv*", "aprendizaje visual", "aprendizaje auditivo", "aprendo visual*", "kinestesic*", "cinestesic*", "quinestesic*",
        "hemisferio izquierdo", "hemisferio derecho",
    ];
}
