from peluang.domain.kernel.apps import DomainApp


class Config(DomainApp):
    name = "peluang.domain.alumni"
    label = "alumni"
