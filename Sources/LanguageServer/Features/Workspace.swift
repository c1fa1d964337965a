import Classification
import Languages
import LanguageServerProtocol

/// The languages of the workspace, and what they say of a text that is written there.
extension ServerLoop {
  /// What to ask of the classifier, about any text.
  var classificationOptions: ClassificationOptions {
    settings.detection.classificationOptions(prior: workspace.prior)
  }

  /// Counts the files of the workspace, away from the loop.
  func survey() {
    guard settings.detection.workspacePrior > 0 else { return }
    let number = (workspace.lastSurvey?.number ?? 0) + 1
    workspace.lastSurvey = (environment.clock.now, number)
    environment.background.submit { [post, environment, folders = client.workspaceFolders] in
      post(.surveyed(languages: folders.isEmpty ? [:] : environment.countLanguages(folders), survey: number))
    }
  }

  /// Counts them again where the last count is old.
  func surveyNowAndThen() {
    guard let last = workspace.lastSurvey, environment.clock.now - last.time >= WorkspaceLanguages.surveyInterval
    else { return }
    survey()
  }

  /// The files have been counted.
  func surveyed(_ languages: [String: Int], _ number: Int) {
    guard number == workspace.lastSurvey?.number else { return }
    workspace.files = languages
    if weighWorkspace() { lookAgain() }
  }

  /// Counts a document, open or not any more, for the language that the client says it is in. True where the languages
  /// weigh so much else than before that everything has to be looked at again.
  func countDocument(_ uri: DocumentURI) -> Bool {
    workspace.count(uri, as: documents[uri].flatMap(clientLanguage)) && weighWorkspace()
  }

  /// The language that the client says; nil where it says none, or has it from us, which is no news.
  private func clientLanguage(of document: Document) -> String? {
    if DocumentTraits.isPlain(document.languageID) || memory[document.uri]?.hasAnnouncedLanguage == true { return nil }
    return Languages.byEditorID(document.languageID)?.id ?? document.languageID
  }

  /// Weighs anew, after the setting, the files or what is open has changed; whether that changed anything.
  func weighWorkspace() -> Bool {
    if workspace.lastSurvey == nil { survey() }
    return workspace.weigh(settings.detection.workspacePrior)
  }
}
